using System.CommandLine;
using Ratiba.Load.Baselines;
using Ratiba.Load.Ingest;
using Ratiba.Load.Turns;

var root = new RootCommand("Load runs of Ratiba: figures against baselines, each with its ledger check.")
{
    IngestCommand.Create(), TurnsCommand.Create(), BaselineCommand.Create(),
};

// Ctrl+C and SIGTERM end the run; the servers it started are stopped first, which takes longer than the default of two seconds.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
