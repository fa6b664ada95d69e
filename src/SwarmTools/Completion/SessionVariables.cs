using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SwarmTools.Completion;

/// <summary>The variables of the session in which the tab key was pressed, and its folder.</summary>
internal static class SessionVariables
{
    private const string Defaults = "PSDefaultParameterValues";

    /// <summary>The variables that hold a connection, by name.</summary>
    public static IEnumerable<KeyValuePair<string, SwarmConnection>> Connections() => All()
        .Select(variable => (variable.Name, Value: Unwrapped(variable.Value) as SwarmConnection))
        .Where(variable => variable.Value is not null && variable.Name != "_")
        .Select(variable => new KeyValuePair<string, SwarmConnection>(variable.Name, variable.Value!));

    /// <summary>The connection that the session gives to a cmdlet where none is named; null for none.</summary>
    public static SwarmConnection? DefaultConnection(string command)
    {
        IDictionary? defaults = Unwrapped(All().FirstOrDefault(variable => variable.Name == Defaults)?.Value) as IDictionary;
        return defaults is null || LanguagePrimitives.IsTrue(defaults["Disabled"]) ? null : defaults
            .Cast<DictionaryEntry>()
            .Where(entry => IsConnectionOf(entry.Key as string ?? "", command))
            .Select(entry => Unwrapped(entry.Value) as SwarmConnection)
            .FirstOrDefault(connection => connection is not null);
    }

    private static bool IsConnectionOf(string key, string command)
    {
        string[] parts = key.Split(':');
        return parts.Length == 2 && parts[1].Trim().Equals("Connection", StringComparison.OrdinalIgnoreCase)
            && WildcardPattern.Get(parts[0].Trim(), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant).IsMatch(command);
    }

    /// <summary>The whole path of a file: a relative one begins with the session's folder, which is not that of the process.</summary>
    public static string PathOf(string path)
    {
        try
        {
            return Session()?.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path) ?? path;
        }
        catch (SessionStateException)
        {
            // On a drive that is not there. Whoever pressed Tab asked for names, not for an error.
            return path;
        }
    }

    // By the provider: the cmdlets for variables are in a module that a session may lack.
    private static IEnumerable<PSVariable> All() =>
        Session() is { } session ? [.. session.InvokeProvider.ChildItem.Get("Variable:", recurse: false).Select(item => item.BaseObject).OfType<PSVariable>()] : [];

    private static EngineIntrinsics? Session()
    {
        using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return shell.AddScript("$ExecutionContext").Invoke<EngineIntrinsics>().FirstOrDefault();
    }

    private static object? Unwrapped(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
