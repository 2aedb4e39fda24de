using System.CommandLine;
using Ratiba.Bench.Inbox;

var database = new Option<string>("--database") { Description = "An Npgsql connection string of a migrated, throw-away database.", Required = true };
var callers = new Option<int>("--callers") { Description = "Requests in flight.", DefaultValueFactory = _ => 64 };
var seconds = new Option<int>("--seconds") { Description = "Length of one round.", DefaultValueFactory = _ => 5 };
var groupCommit = new Command("group-commit", "Measures one to three writers of the group commit.") { database, callers, seconds };
groupCommit.SetAction(parsed => GroupCommitTrial.RunAsync(parsed.GetValue(database)!, parsed.GetValue(callers), parsed.GetValue(seconds)));

return await new RootCommand("Ratiba's benchmarks.") { groupCommit }.Parse(args).InvokeAsync();
