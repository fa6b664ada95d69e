using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Engine.Transport;

/// <summary>How ssh is called; the same way as docker/cli (cli/connhelper) calls it.</summary>
internal static class SshCommand
{
    /// <exception cref="SwarmException"><c>SshFailed</c> where there is no ssh.</exception>
    public static ProcessStartInfo For(SwarmEndpoint endpoint) => new(ProgramPath.Find("ssh") ?? throw NotStarted(endpoint, "it is in no folder of the PATH"), CommandLine(Arguments(endpoint)))
    {
        UseShellExecute = false,
        CreateNoWindow = true,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>The arguments; the address was checked by <see cref="Connections.EndpointParser"/>, which refuses what could be an option.</summary>
    public static IReadOnlyList<string> Arguments(SwarmEndpoint endpoint)
    {
        List<string> arguments = ["-o", "ConnectTimeout=30", "-T"];
        if (endpoint.UserName.Length > 0)
        {
            arguments.AddRange(["-l", endpoint.UserName]);
        }

        if (endpoint.Port != 0)
        {
            arguments.AddRange(["-p", endpoint.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        arguments.AddRange(["--", endpoint.HostName, "docker"]);
        if (endpoint.Path.Length > 0)
        {
            arguments.Add($"--host='unix://{endpoint.Path.Replace("'", @"'\''")}'");
        }

        arguments.AddRange(["system", "dial-stdio"]);
        return arguments;
    }

    public static SwarmException NotStarted(SwarmEndpoint endpoint, string why, Exception? cause = null) => new(
        ErrorId.SshFailed, $"'{endpoint}' needs the program 'ssh', which could not be started: {why}. Install the OpenSSH client, or put it on the PATH.", cause);

    // ProcessStartInfo.ArgumentList does not exist on .NET Framework. No argument holds a double quote: the parser refuses them.
    private static string CommandLine(IReadOnlyList<string> arguments) =>
        string.Join(" ", arguments.Select(argument => argument.Any(char.IsWhiteSpace) ? $"\"{argument}\"" : argument));
}
