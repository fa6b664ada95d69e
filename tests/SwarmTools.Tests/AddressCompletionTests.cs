using System.Collections.Generic;
using System.IO;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What the tab key offers where a connection is to be made.</summary>
public sealed class AddressCompletionTests : CmdletTests
{
    private const string Complete = "param($line, $folder) if ($folder) { $null = $ExecutionContext.SessionState.Path.SetLocation($folder) }; [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches";

    [Fact]
    public void Addresses_with_brackets_are_completed()
    {
        using EnvironmentVariable host = new("DOCKER_HOST", "tcp://[fd00::1]:2376");

        Assert.Equal(["tcp://[fd00::1]:2376"], Texts("Connect-Swarm tcp://[", ""));
        Assert.Equal(["tcp://[fd00::1]:2376"], Texts("Connect-Swarm tcp://[fd00::1]", ""));
    }

    [Fact]
    public void Contexts_are_those_of_a_folder_that_begins_where_the_session_is()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder.File("config/contexts/meta/0"));
        folder.Write("config/contexts/meta/0/meta.json", """{ "Name": "near", "Endpoints": { "docker": { "Host": "tcp://10.0.0.1:2376" } } }""");

        Assert.Equal(["near"], Texts("Connect-Swarm -ConfigPath config -Context n", folder.Path));
    }

    private IReadOnlyList<string> Texts(string line, string folder) => [.. Run(Complete + " | ForEach-Object CompletionText", line, folder).Texts];
}
