using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using SwarmTools.Tests;

namespace SwarmTools.Integration;

/// <summary>Secrets.</summary>
public sealed class SecretTests(Labs labs) : SwarmTests(labs)
{
    private const int Limit = 500 * 1024;

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_value_arrives_in_the_container_and_nowhere_else(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret) = (stage.Name("web"), stage.Name("password"));
        string value = "v-" + Guid.NewGuid().ToString("N");

        ScriptResult result = await stage.DoAsync(
            """
            param($name, $secret, $value)
            Add-SwarmSecret $secret $value -AllowPlaintext -Verbose -Debug
            $null = New-SwarmService $name swarmtools/test:1 -NoResolveImage -Secret $secret -UpdateMonitor 100ms -Verbose -Debug
            Get-SwarmSecret $secret | Show-All
            Get-SwarmService $name | Show-All
            """,
            name,
            secret,
            Secure(value));

        Assert.Equal(value, await stage.DockerAsync("exec", await stage.ContainerAsync(name), "cat", "/run/secrets/" + secret));
        Assert.DoesNotContain(result.Texts.Concat(result.Chatter), text => text.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_name_that_exists_is_refused(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        await stage.DoAsync("param($name) Add-SwarmSecret $name -Generate 20 -AllowPlaintext", stage.Name("token"));

        await stage.FailAsync("SecretExists", "param($name) Add-SwarmSecret $name -Generate 20 -AllowPlaintext", stage.Name("token"));
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_secret_in_use_is_not_removed_and_the_error_names_the_service(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret) = (stage.Name("web"), stage.Name("token"));
        await stage.DoAsync(
            "param($name, $secret) $null = Add-SwarmSecret $secret -Generate 20 -AllowPlaintext; New-SwarmService $name swarmtools/test:1 -Secret $secret -Replicas 0 -NoWait", name, secret);

        ScriptResult result = await stage.FailAsync("SecretInUse", "param($secret) Remove-SwarmSecret $secret", secret);

        Assert.Contains(name, result.Error.ToString(), StringComparison.Ordinal);
        await stage.DoAsync("param($name, $secret) Remove-SwarmService $name; Remove-SwarmSecret $secret", name, secret);
        await stage.FailAsync("SecretNotFound", "param($secret) Get-SwarmSecret $secret", secret);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task The_largest_secret_arrives_whole_and_one_byte_more_is_refused(string engine)
    {
        await using Stage stage = await OnAsync(engine);
        (string name, string secret) = (stage.Name("web"), stage.Name("large"));
        byte[] data = RandomNumberGenerator.GetBytes(Limit - 1);

        await stage.DoAsync(
            "param($name, $secret, $data) $null = Add-SwarmSecret $secret -Bytes $data -AllowPlaintext; New-SwarmService $name swarmtools/test:1 -Secret $secret -UpdateMonitor 100ms",
            name,
            secret,
            data);

        string sum = await stage.DockerAsync("exec", await stage.ContainerAsync(name), "sha256sum", "/run/secrets/" + secret);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(data)), sum.Split(' ')[0]);
        await stage.FailAsync("DataInvalid", "param($secret, $data) Add-SwarmSecret $secret -Bytes $data -AllowPlaintext", stage.Name("larger"), new byte[Limit]);
    }

    [Theory]
    [ClassData(typeof(EachEngine))]
    public async Task A_credential_becomes_two_secrets(string engine)
    {
        await using Stage stage = await OnAsync(engine);

        ScriptResult result = await stage.DoAsync(
            "param($name, $password) Add-SwarmSecret $name -Credential ([pscredential]::new('me', $password)) -Label team=a -AllowPlaintext", stage.Name("db"), Secure("x y"));

        Assert.Equal([stage.Name("db_user"), stage.Name("db_password")], result.Texts);
        Assert.Equal("a", await stage.DockerAsync("secret", "inspect", "--format", "{{.Spec.Labels.team}}", stage.Name("db_password")));
    }

    private static System.Security.SecureString Secure(string value) => new System.Net.NetworkCredential("", value).SecurePassword;
}
