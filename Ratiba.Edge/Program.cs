using Ratiba.Edge.Hosting;
using Ratiba.Engine.Storage;

try
{
    await using var server = await RatibaServer.StartAsync(args, null, null, CancellationToken.None);
    await server.App.WaitForShutdownAsync();
    return 0;
}
catch (StorageException unusable)
{
    await Console.Error.WriteLineAsync(unusable.Message);
    return 1;
}
