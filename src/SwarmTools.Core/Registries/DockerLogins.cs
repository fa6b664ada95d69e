using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Connections;
using SwarmTools.Engine;

namespace SwarmTools.Registries;

/// <summary>The logins that <c>docker login</c> keeps: in the docker configuration, or in the credential helper that it names.</summary>
/// <remarks>The rules are those of docker/cli (config/configfile/file.go). Each registry is asked for once.</remarks>
internal sealed class DockerLogins(DockerConfiguration configuration, ICredentialHelper helper) : IRegistryLogins
{
    // The name that Docker Hub has had in these files since its first version.
    private const string HubServer = "https://index.docker.io/v1/";

    private readonly Dictionary<string, Task<RegistryLogin?>> _known = [];

    public string WithheldBecause => "";

    /// <summary>What a registry is called in the docker configuration.</summary>
    public static string ServerOf(string registry) => registry is "docker.io" or "index.docker.io" ? HubServer : registry;

    public Task<RegistryLogin?> FindAsync(string registry, CancellationToken stop)
    {
        lock (_known)
        {
            return _known.TryGetValue(registry, out Task<RegistryLogin?>? known) ? known : _known[registry] = LookUpAsync(ServerOf(registry), stop);
        }
    }

    private async Task<RegistryLogin?> LookUpAsync(string server, CancellationToken stop)
    {
        if (configuration.LoginsOfEnvironment() is { } given && FromFile(given, server) is { } login)
        {
            return login;
        }

        JsonElement file = configuration.ReadFile();
        string name = Text(Member(Member(file, "credHelpers"), server)) is { Length: > 0 } special ? special : Text(Member(file, "credsStore"));
        if (name.Length == 0)
        {
            return FromFile(file, server);
        }

        string? answer = await helper.GetAsync(name, server, stop).ConfigureAwait(false);
        return answer is null ? null : FromHelper(answer, name, server);
    }

    // A user name of "<token>" says that the secret is an identity token.
    private static RegistryLogin? FromHelper(string answer, string name, string server)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            string user = Text(Member(document.RootElement, "Username"));
            string secret = Text(Member(document.RootElement, "Secret"));
            return secret.Length == 0 ? null
                : user == "<token>" ? RegistryLogin.OfIdentityToken(server, secret)
                : RegistryLogin.OfPassword(server, user, secret);
        }
        catch (JsonException)
        {
            // Its text may hold the secret, so it is not repeated, nor is the failure that quotes it.
            throw new SwarmException(ErrorId.CredentialHelperFailed, $"The credential helper 'docker-credential-{name}' gave an answer for '{server}' that is not JSON.");
        }
    }

    // A key may be the host name alone, or an address: https://registry.example.com/v1/
    private static RegistryLogin? FromFile(JsonElement file, string server)
    {
        JsonElement logins = Member(file, "auths");
        JsonElement login = Member(logins, server);
        if (login.ValueKind != JsonValueKind.Object && logins.ValueKind == JsonValueKind.Object)
        {
            login = logins.EnumerateObject().FirstOrDefault(known => HostOf(known.Name) == HostOf(server)).Value;
        }

        if (login.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string token = Text(Member(login, "identitytoken"));
        string registryToken = Text(Member(login, "registrytoken"));
        (string user, string password) = Decode(Text(Member(login, "auth")), server);
        return token.Length > 0 ? RegistryLogin.OfIdentityToken(server, token)
            : registryToken.Length > 0 ? RegistryLogin.OfRegistryToken(server, registryToken)
            : user.Length > 0 ? RegistryLogin.OfPassword(server, user, password)
            : Text(Member(login, "username")) is { Length: > 0 } plain ? RegistryLogin.OfPassword(server, plain, Text(Member(login, "password")))
            : null;
    }

    private static (string User, string Password) Decode(string login, string server)
    {
        try
        {
            string text = Encoding.UTF8.GetString(Convert.FromBase64String(login));
            int colon = text.IndexOf(':');
            return colon > 0 ? (text[..colon], text[(colon + 1)..].Trim('\0')) : ("", "");
        }
        catch (FormatException)
        {
            throw new SwarmException(ErrorId.ContextInvalid, $"The docker configuration has a login for '{server}' that is not base64. Run 'docker login {server}' again.");
        }
    }

    private static string HostOf(string server)
    {
        int scheme = server.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? server : server[(scheme + 3)..]).Split('/')[0];
    }

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
}
