using System.Globalization;
using System.Text;

namespace Ratiba.Engine.Storage;

/// <summary>
/// What the embedded server is told. Written to <c>postgresql.conf</c> at every start; an operator's own wishes go through <c>ALTER SYSTEM</c>,
/// which wins over that file and survives.
/// </summary>
internal static class ServerSettings
{
    public static string Render(EmbeddedPostgresOptions options, string socketFolder)
    {
        var durable = options.Durable ? "on" : "off";
        var settings = new Dictionary<string, string>
        {
            // Only processes of this machine that may enter the socket's folder can knock at all.
            ["listen_addresses"] = "",
            ["unix_socket_directories"] = socketFolder,
            ["unix_socket_permissions"] = "0700",
            ["max_connections"] = options.MaxConnections.ToString(CultureInfo.InvariantCulture),
            ["password_encryption"] = "scram-sha-256",

            ["fsync"] = durable,
            ["synchronous_commit"] = durable,
            ["full_page_writes"] = durable,

            ["shared_buffers"] = $"{options.SharedBuffersMegabytes}MB",
            ["wal_buffers"] = "16MB",
            ["max_wal_size"] = "4GB",
            // Segments once made are kept: making one writes 16 MB of zeros and syncs them, in the middle of somebody's commit.
            ["min_wal_size"] = "1GB",
            ["checkpoint_timeout"] = "15min",
            ["checkpoint_completion_target"] = "0.9",
            ["random_page_cost"] = "1.1",
            // Our statements are short; compiling them costs more than it saves.
            ["jit"] = "off",
            ["max_locks_per_transaction"] = "256",
            // The lanes' and rotation rows are updated all the time and must stay in one page; the big tables are append-only.
            ["autovacuum_naptime"] = "20s",
            ["autovacuum_max_workers"] = "2",

            ["timezone"] = "UTC",
            ["log_timezone"] = "UTC",
            ["lc_messages"] = "C",
            // 24 files at most, one per hour of the day, each written over a day later.
            ["logging_collector"] = "on",
            ["log_directory"] = "../log",
            ["log_filename"] = "postgres-%H.log",
            ["log_rotation_age"] = "60min",
            ["log_truncate_on_rotation"] = "on",
            ["log_line_prefix"] = "%m [%p] %a ",
            // DETAIL lines and statements carry rows: phone numbers and texts have no place in a log.
            ["log_error_verbosity"] = "terse",
            ["log_min_error_statement"] = "panic",
            ["cluster_name"] = "ratiba",
        };
        foreach (var (name, value) in options.Settings) settings[name] = value;

        var text = new StringBuilder("# Written by Ratiba at every start. Use ALTER SYSTEM for lasting changes.\n");
        foreach (var (name, value) in settings) text.Append(name).Append(" = '").Append(value.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");
        return text.ToString();
    }

    /// <summary>Everyone shows the password, also the operating system's own users.</summary>
    public const string HostBasedAuthentication = "local all all scram-sha-256\n";
}
