using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;

namespace SwarmTools.Parameters;

/// <summary>Reads the values of secrets that a parameter has.</summary>
internal static class SecretValues
{
    /// <param name="given">The keys with their values.</param>
    /// <param name="parameter">The parameter, for errors.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c> for what is no SecureString.</exception>
    public static IReadOnlyDictionary<string, SecureString> Of(IDictionary given, string parameter)
    {
        Dictionary<string, SecureString> values = new(StringComparer.Ordinal);
        foreach (DictionaryEntry pair in given)
        {
            string key = pair.Key.ToString() ?? "";
            values[key] = (pair.Value is PSObject wrapped ? wrapped.BaseObject : pair.Value) as SecureString
                ?? throw new SwarmException(ErrorId.OptionInvalid, $"{parameter}: the value of '{key}' is no SecureString. Take one from Read-Host -AsSecureString or Get-Secret; text is not accepted, for histories and logs keep it.");
        }

        return values;
    }
}
