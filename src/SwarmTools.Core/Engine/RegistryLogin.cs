using System;
using System.Text;
using System.Text.Json.Nodes;

namespace SwarmTools.Engine;

/// <summary>A login of a registry in the form that engines take. No text shows it.</summary>
internal sealed class RegistryLogin
{
    /// <summary>No login, in place of one that a service has.</summary>
    public static readonly RegistryLogin None = new([]);

    private RegistryLogin(JsonObject login) =>
        // base64url (RFC 4648 section 5), with its padding: engines read nothing else.
        Header = Convert.ToBase64String(Encoding.UTF8.GetBytes(login.ToJsonString())).Replace('+', '-').Replace('/', '_');

    /// <summary>What the X-Registry-Auth header is to say.</summary>
    public string Header { get; }

    public static RegistryLogin OfPassword(string server, string user, string password) =>
        new(new() { ["username"] = user, ["password"] = password, ["serveraddress"] = server });

    /// <summary>A login by the token that a registry gave for a password.</summary>
    public static RegistryLogin OfIdentityToken(string server, string token) => new(new() { ["identitytoken"] = token, ["serveraddress"] = server });

    public static RegistryLogin OfRegistryToken(string server, string token) => new(new() { ["registrytoken"] = token, ["serveraddress"] = server });
}
