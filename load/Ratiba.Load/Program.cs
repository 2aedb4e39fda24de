using System.CommandLine;
using Ratiba.Load.Baselines;
using Ratiba.Load.Ingest;
using Ratiba.Load.Turns;

var root = new RootCommand("Load runs of Ratiba: figures against baselines, each with its ledger check.")
{
    IngestCommand.Create(), TurnsCommand.Create(), BaselineCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
