using System.Text.Json.Serialization;
using Ratiba.Sandbox.Behaviour;
using Ratiba.Sandbox.Customers;
using Ratiba.Sandbox.Webhooks;

namespace Ratiba.Sandbox.Hosting;

/// <summary>The JSON of the sandbox's own routes: snake case, as the rest of the contract.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, PropertyNameCaseInsensitive = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CustomerMessage))]
[JsonSerializable(typeof(MessageReceipt))]
[JsonSerializable(typeof(IReadOnlyList<Bubble>))]
[JsonSerializable(typeof(IReadOnlyList<Account>))]
[JsonSerializable(typeof(IReadOnlyList<SendBehaviour>))]
[JsonSerializable(typeof(SendList))]
[JsonSerializable(typeof(SandboxStatistics))]
[JsonSerializable(typeof(SignatureMode))]
[JsonSerializable(typeof(string))]
internal sealed partial class SandboxJson : JsonSerializerContext;
