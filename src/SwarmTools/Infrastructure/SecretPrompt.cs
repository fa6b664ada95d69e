using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SwarmTools.Infrastructure;

/// <summary>Asks the user for values of secrets. What is typed is never shown.</summary>
internal sealed class SecretPrompt(PSHostUserInterface console)
{
    /// <param name="names">The secrets.</param>
    /// <param name="purpose">What they are for, such as: for the copy 'x'.</param>
    /// <exception cref="SwarmException"><c>DataInvalid</c> for an empty value, and where nobody can be asked.</exception>
    public IReadOnlyDictionary<string, SecureString> Ask(IReadOnlyList<string> names, string purpose)
    {
        Collection<FieldDescription> fields = [];
        foreach (string name in names)
        {
            FieldDescription field = new(name);
            field.SetParameterType(typeof(SecureString));
            fields.Add(field);
        }

        try
        {
            return console.Prompt($"The values of {(names.Count == 1 ? "a secret" : "secrets")} {purpose}", "No swarm gives them away; they are sent to the swarm alone.", fields)
                .ToDictionary(answer => answer.Key, ValueOf, StringComparer.Ordinal);
        }
        catch (Exception failure) when (failure is HostException or PSInvalidOperationException or NotImplementedException)
        {
            throw new SwarmException(
                ErrorId.DataInvalid,
                $"The values of the secrets {string.Join(", ", names.Select(name => $"'{name}'"))} are needed, and nobody can be asked for them here. Give them with -SecretValue @{{ {names[0]} = ... }}, each a SecureString.",
                failure);
        }
    }

    private static SecureString ValueOf(KeyValuePair<string, PSObject> answer) => answer.Value?.BaseObject is SecureString { Length: > 0 } value ? value
        : throw new SwarmException(ErrorId.DataInvalid, $"The value of the secret '{answer.Key}' is empty. It has 1 byte at least.");
}
