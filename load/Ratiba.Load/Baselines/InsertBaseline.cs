using System.Buffers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Ratiba.Load.Baselines;

/// <summary>
/// Baseline (ii): the same contract the usual way. Every request takes a pooled connection, executes one prepared INSERT that commits by itself, and answers.
/// </summary>
internal static class InsertBaseline
{
    private const string Insert = "insert into events (key, account, kind, body) values ($1, $2, $3, $4) on conflict (key) do nothing";

    public static async Task RunAsync(int port, string secret, string database, int pool, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnectionStringBuilder(database)
        {
            MinPoolSize = pool,
            MaxPoolSize = pool,
            MaxAutoPrepare = 4,
            AutoPrepareMinUsages = 1,
            // The statement leaves nothing behind on its connection, so there is nothing to reset.
            NoResetOnClose = true,
        };
        await using var data = NpgsqlDataSource.Create(connection);
        await using var application = BaselineHost.Build(port);
        var signature = new SignatureCheck(secret);
        application.Run(async context =>
        {
            context.Response.ContentLength = 0;
            var body = await RawBody.ReadAsync(context);
            if (!signature.IsRight(context.Request.Headers, body))
            {
                context.Request.BodyReader.AdvanceTo(body.End);
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            var (key, account, kind) = MessageHead.Read(body);
            var raw = body.ToArray();
            context.Request.BodyReader.AdvanceTo(body.End);
            await using var command = data.CreateCommand(Insert);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = key });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = raw, NpgsqlDbType = NpgsqlDbType.Bytea });
            await command.ExecuteNonQueryAsync(context.RequestAborted);
        });
        await application.StartAsync(cancellationToken);
        await application.WaitForShutdownAsync(cancellationToken);
    }
}
