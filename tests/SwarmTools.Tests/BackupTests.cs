using System;
using System.IO;
using System.Linq;
using System.Security;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Swarms that are written into a file, and files that are put into a swarm.</summary>
public sealed class BackupTests : CmdletTests
{
    private const string Swarm =
        """
        {"ID":"swarm","JoinTokens":{"Worker":"SWMTKN-1-planted","Manager":"SWMTKN-1-planted"},
         "Spec":{"Name":"default","Labels":{},"CAConfig":{"NodeCertExpiry":7776000000000000,"SigningCAKey":"SWMTKN-1-planted"},"EncryptionConfig":{"AutoLockManagers":false}}}
        """;

    [Fact]
    public void A_backup_is_a_file_of_its_owner_alone_without_tokens_and_keys()
    {
        Serve();
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($file) $b = Backup-Swarm $file; $b.Path; $b.Services; $b.Secrets", folder.File("b.json"));

        Assert.Empty(result.Errors);
        Assert.Equal([folder.File("b.json"), "web", "key"], result.Texts);
        Assert.DoesNotContain("planted", File.ReadAllText(folder.File("b.json")), StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.File("b.json")));
        }
    }

    [Fact]
    public void A_file_that_is_there_is_written_over_by_force_alone_and_nothing_is_left_beside_it()
    {
        Serve();
        using TemporaryFolder folder = new();
        folder.Write("b.json", "old");

        Assert.Equal(["FileExists"], Run("param($file) Backup-Swarm $file", folder.File("b.json")).ErrorIds);
        Assert.Equal("old", File.ReadAllText(folder.File("b.json")));
        Assert.Empty(Run("param($file) Backup-Swarm $file -Force", folder.File("b.json")).Errors);

        Assert.Contains("swarmBackup", File.ReadAllText(folder.File("b.json")), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_one_error()
    {
        Serve();
        using TemporaryFolder folder = new();

        Assert.Equal(["DataInvalid"], Run("param($file) Backup-Swarm $file", folder.File("no/such/b.json")).ErrorIds);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void In_a_folder_the_file_has_a_name_with_the_time()
    {
        Serve();
        using TemporaryFolder folder = new();

        Assert.Empty(Run("param($folder) Get-Swarm | Backup-Swarm $folder", folder.File("new") + "/").Errors);

        Assert.StartsWith("swarm-20", Path.GetFileName(Assert.Single(Directory.GetFiles(folder.File("new")))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Restore-Swarm $args[0] -WhatIf")]
    [InlineData("Restore-Swarm -Path $args[0] -WhatIf -Exclude Settings, Nodes, History")]
    [InlineData("$args[0] | Restore-Swarm -WhatIf")]
    [InlineData("[IO.FileInfo]::new($args[0]) | Restore-Swarm -WhatIf")]
    [InlineData("Backup-Swarm $args[0] -Force | Restore-Swarm -WhatIf")]
    public void WhatIf_asks_for_no_value_and_sends_nothing(string script)
    {
        using TemporaryFolder folder = new();
        Made(folder);
        if (script.StartsWith("Backup", StringComparison.Ordinal))
        {
            Serve();
        }

        ScriptResult result = Run(script, folder.File("b.json"));

        Assert.Empty(result.Errors);
        Assert.Equal("Planned", $"{result.Output.Single().Properties["Outcome"].Value}".Replace("Done", "Planned", StringComparison.Ordinal));
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Theory]
    [InlineData("Restore-Swarm $args[0]", "DataInvalid", "The values of the secrets 'key' are needed, and nobody can be asked")]
    [InlineData("Restore-Swarm $args[0] -SecretValue @{ key = 'text' }", "OptionInvalid", "is no SecureString")]
    [InlineData("Restore-Swarm $args[0] -SecretValue @{ kez = $args[1] }", "OptionInvalid", "It has 'key'.")]
    [InlineData("Restore-Swarm $args[0] -SecretValue @{ key = [securestring]::new() }", "DataInvalid", "is empty")]
    [InlineData("Restore-Swarm no-such-file.json", "FileNotFound", "no-such-file.json")]
    [InlineData("Restore-Swarm ([IO.Path]::GetTempPath())", "DataInvalid", "is a folder")]
    [InlineData("Set-Content $args[0] '{\"swarmBackup\":9}'; Restore-Swarm $args[0]", "BackupInvalid", "It has form 9")]
    [InlineData("Restore-Swarm $args[0] -Exclude Secrets", "ParameterArgumentValidationError", "Secrets")]
    public void What_cannot_be_restored_is_one_error_and_sends_nothing(string script, string id, string why)
    {
        using TemporaryFolder folder = new();
        Made(folder);
        SecureString value = new();
        value.AppendChar('x');
        if (script.StartsWith("Set-Content", StringComparison.Ordinal))
        {
            folder.Write("b.json", """{"swarmBackup":9}""");
            script = script.Split("; ")[1];
        }

        ScriptResult result = Run(script, folder.File("b.json"), value);

        Assert.Equal([id], result.ErrorIds);
        Assert.Contains(why, result.Error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void What_differs_is_refused_before_anybody_is_asked_for_a_value()
    {
        using TemporaryFolder folder = new();
        Made(folder);
        Engine.Answer("GET", "/services", EngineJson.List(EngineJson.Service("web", replicas: 7)));

        ScriptResult result = Run("Restore-Swarm $args[0]", folder.File("b.json"));

        Assert.Equal(["BackupConflict"], result.ErrorIds);
        Assert.Contains("the service 'web' is another one (Mode.Replicated.Replicas)", result.Error.ToString(), StringComparison.Ordinal);
    }

    // A backup of a swarm with a service and a secret, and then a swarm without any.
    private void Made(TemporaryFolder folder)
    {
        Serve();
        Assert.Empty(Run("param($file) Backup-Swarm $file", folder.File("b.json")).Errors);
        foreach (string kind in new[] { "services", "secrets", "configs", "networks" })
        {
            Engine.Answer("GET", "/" + kind, "[]");
        }
    }

    private void Serve() => Engine.Answer("GET", "/swarm", Swarm)
        .Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")))
        .Answer("GET", "/services", EngineJson.List(EngineJson.Service("web")))
        .Answer("GET", "/secrets", EngineJson.List(EngineJson.Named("key")))
        .Answer("GET", "/configs", "[]")
        .Answer("GET", "/networks", EngineJson.List(EngineJson.Network("net")));
}
