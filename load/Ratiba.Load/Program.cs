using System.CommandLine;
using Ratiba.Load.Baselines;
using Ratiba.Load.Ingest;

var root = new RootCommand("Load runs of Ratiba: figures, baselines and ledger checks.") { IngestCommand.Create(), BaselineCommand.Create() };
return await root.Parse(args).InvokeAsync();
