using System.IO;
using System.Threading.Tasks;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What the cmdlets for volumes refuse, before anything is changed.</summary>
public sealed class VolumeTests : CmdletTests
{
    [Theory]
    [InlineData("Backup-SwarmVolume x FOLDER/x.zip -Node n1", "OptionInvalid")]
    [InlineData("Backup-SwarmVolume x FOLDER/there.tar -Node n1", "FileExists")]
    [InlineData("Backup-SwarmVolume x FOLDER/ -Node n9", "NodeNotFound")]
    [InlineData("Backup-SwarmVolume nobody FOLDER/", "VolumeNotFound")]
    [InlineData("Restore-SwarmVolume FOLDER/there.tar -Confirm:$false", "OptionInvalid")]
    [InlineData("Restore-SwarmVolume FOLDER/there.tar x -Node n1 -Confirm:$false -WarningAction SilentlyContinue", "ArchiveInvalid")]
    [InlineData("Restore-SwarmVolume FOLDER/missing.tar x -Confirm:$false", "FileNotFound")]
    [InlineData("Get-SwarmVolume -AllNodes", "OptionInvalid")]
    [InlineData("New-SwarmVolume 'a b'", "NameInvalid")]
    [InlineData("New-SwarmVolume there", "VolumeExists")]
    [InlineData("Set-SwarmVolume x -Availability Drain", "OptionInvalid")]
    public void What_cannot_be_is_one_error_and_changes_nothing(string script, string id)
    {
        using TemporaryFolder folder = new();
        folder.Write("there.tar", new string('?', 1024));
        Answer();

        ScriptResult result = Run(script.Replace("FOLDER", folder.Path, System.StringComparison.Ordinal));

        Assert.Equal([id], result.ErrorIds);
        Assert.Empty(result.Output);
        Assert.DoesNotContain(Engine.Requests, request => request.Method != "GET");
        Assert.Equal(["there.tar"], System.Array.ConvertAll(Directory.GetFiles(folder.Path), file => Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_volume_of_the_cluster_needs_an_engine_that_knows_it()
    {
        await using FakeEngine old = await FakeEngine.StartAsync("1.41");
        Assert.Equal(["EngineTooOld"], Run("param($uri) Connect-Swarm $uri; New-SwarmVolume new -Driver csi -Cluster", old.HostUri).ErrorIds);
        Assert.DoesNotContain(old.Requests, request => request.Method != "GET");
    }

    [Fact]
    public void A_new_volume_is_sent_with_its_options_and_labels()
    {
        Answer();
        Engine.Answer("POST", "/volumes/create", (_, context) =>
        {
            Engine.Answer("GET", "/volumes", """{"Volumes":[{"Name":"x","Scope":"local"},{"Name":"new","Scope":"local","Driver":"local"}]}""");
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "{}");
        });
        Assert.Equal(["new"], Run("New-SwarmVolume new -Option type=tmpfs -Label @{ a = 1 }").Texts);
        Assert.Equal("""{"Name":"new","Driver":"local","DriverOpts":{"type":"tmpfs"},"Labels":{"a":"1"}}""", Engine.Sent("POST", "/volumes/create").Body);
    }

    private void Answer()
    {
        Engine.Answer("GET", "/services", "[]");
        Engine.Answer("GET", "/tasks", "[]");
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("n1")));
        Engine.Answer("GET", "/volumes", """{"Volumes":[{"Name":"there","Scope":"local"},{"Name":"x","Scope":"local"}]}""");
    }
}
