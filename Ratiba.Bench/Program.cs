using System.CommandLine;
using BenchmarkDotNet.Running;
using Ratiba.Bench.Inbox;
using Ratiba.Bench.Language;
using Ratiba.Bench.Support;
using Ratiba.Bench.Webhooks;

var callers = new Option<int>("--callers") { Description = "Requests in flight.", DefaultValueFactory = _ => 64 };
var seconds = new Option<int>("--seconds") { Description = "Length of one round.", DefaultValueFactory = _ => 5 };
var groupCommit = new Command("group-commit", "Measures one to three writers of the group commit.") { callers, seconds };
groupCommit.SetAction(parsed => GroupCommitTrial.RunAsync(parsed.GetValue(callers), parsed.GetValue(seconds)));

var allocations = new Command("webhook-allocations", "Bytes allocated per durable webhook beyond Kestrel's own, against the budget.");
allocations.SetAction(_ => WebhookAllocations.RunAsync());

var results = ResultFiles.Option();
var webhooks = new Command("webhooks", "BenchmarkDotNet: signature and split of a webhook.") { results };
webhooks.SetAction(parsed => ResultFiles.Keep(BenchmarkRunner.Run<WebhookBenchmarks>(), parsed.GetValue(results)));

return await new RootCommand("Ratiba's benchmarks.") { groupCommit, allocations, webhooks, LanguageCommand.Make(), LanguageSpeed.Make(), ListeningAllocations.Make() }.Parse(args).InvokeAsync();
