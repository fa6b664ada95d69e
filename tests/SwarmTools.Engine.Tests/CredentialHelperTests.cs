using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Tests.Support;

namespace SwarmTools.Engine.Tests;

/// <summary>Real programs that keep logins, as small as they may be.</summary>
public sealed class CredentialHelperTests
{
    [Fact]
    public async Task The_server_goes_in_and_json_comes_out()
    {
        Write("echo-it", "read server; echo \"{\\\"Username\\\":\\\"$1\\\",\\\"Secret\\\":\\\"$server\\\"}\"");
        Assert.Equal("""{"Username":"get","Secret":"registry.lab"}""", (await GetAsync("echo-it"))!.Trim());
    }

    [Fact]
    public async Task One_that_has_no_login_says_so()
    {
        Write("empty", "echo 'credentials not found in native keychain'; exit 1");
        Assert.Null(await GetAsync("empty"));
    }

    [Fact]
    public async Task One_that_fails_is_an_error_with_its_words()
    {
        Write("broken", "echo 'the keychain is locked'; exit 3");
        await Refused.WithAsync(ErrorId.CredentialHelperFailed, ["docker-credential-broken", "registry.lab", "3", "the keychain is locked"], () => GetAsync("broken"));
    }

    [Fact]
    public async Task One_that_fails_after_it_told_a_secret_is_not_repeated()
    {
        Write("half", "echo '{\"Username\":\"me\",\"Secret\":\"geheim\"}'; exit 1");
        SwarmException failure = await Refused.WithAsync(ErrorId.CredentialHelperFailed, ["docker-credential-half", "1"], () => GetAsync("half"));
        Assert.DoesNotContain("geheim", failure.ToString(), StringComparison.Ordinal);
    }

    // .NET alone would start a program of the current folder before those of the PATH.
    [Fact]
    public async Task One_in_the_current_folder_is_not_started()
    {
        string planted = Path.Combine(Environment.CurrentDirectory, "docker-credential-planted");
        Write("planted-elsewhere", "echo '{}'");
        File.Copy(FakeSsh.PathOf("docker-credential-planted-elsewhere"), planted, overwrite: true);
        try
        {
            await Refused.WithAsync(ErrorId.CredentialHelperFailed, ["docker-credential-planted", "PATH"], () => GetAsync("planted"));
        }
        finally
        {
            File.Delete(planted);
        }
    }

    [Fact]
    public Task One_that_is_not_there_is_an_error_with_the_remedy() =>
        Refused.WithAsync(ErrorId.CredentialHelperFailed, ["docker-credential-nowhere", "-RegistryCredential"], () => GetAsync("nowhere"));

    [Theory]
    [InlineData("../evil")]
    [InlineData("a b")]
    public Task What_is_no_name_is_not_started(string name) => Refused.WithAsync(ErrorId.CredentialHelperFailed, [$"'{name}'"], () => GetAsync(name));

    [Fact]
    public async Task A_stop_ends_one_that_does_not_answer()
    {
        Write("slow", "sleep 60");
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(200));
        Stopwatch watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new CredentialHelper().GetAsync("slow", "registry.lab", stop.Token));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    private static Task<string?> GetAsync(string name) => new CredentialHelper().GetAsync(name, "registry.lab", Stop.Token);

    private static void Write(string name, string script) => FakeSsh.AddProgram("docker-credential-" + name, "#!/bin/sh\n" + script + "\n");
}
