namespace SwarmTools.Backups;

/// <summary>
/// The form of a backup: one JSON object in UTF-8. <c>swarmBackup</c> is the number of the form, <c>createdAt</c>, <c>swarmId</c> and <c>api</c> say where it
/// comes from, and each section holds a list that is sorted by name. What is written with capitals is the engine's own JSON.
/// </summary>
internal static class BackupFormat
{
    /// <summary>What this version writes, and the newest that it reads.</summary>
    public const int Version = 1;

    /// <summary>The longest file, in bytes: some thousand services, and configs beside them.</summary>
    public const int SizeLimit = 256 * 1024 * 1024;

    public const string Marker = "swarmBackup";
    public const string CreatedAt = "createdAt";
    public const string SwarmId = "swarmId";
    public const string Api = "api";
    public const string Settings = "settings";
    public const string AddressPools = "addressPools";
    public const string SubnetSize = "subnetSize";
    public const string DataPathPort = "dataPathPort";
    public const string Nodes = "nodes";
    public const string Networks = "networks";
    public const string Secrets = "secrets";
    public const string Configs = "configs";
    public const string Services = "services";
    public const string Revisions = "revisions";
}
