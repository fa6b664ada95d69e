using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Text;
using SwarmTools.Compose;
using SwarmTools.Engine;

namespace SwarmTools.Stacks;

/// <summary>Reads the data of secrets and configs from where the file says that it is. Each call reads anew; whoever asks for a secret disposes of it.</summary>
/// <param name="input">Files and variables of this machine.</param>
/// <param name="given">Values that were given for secrets, by their keys or names.</param>
/// <param name="configs">The data of configs that comes from no file, by their keys; null for none.</param>
internal sealed class StackContents(IComposeInput input, IReadOnlyDictionary<string, SecureString> given, IReadOnlyDictionary<string, byte[]>? configs = null)
{
    /// <summary>Of a plan that makes no secret and no config.</summary>
    public static StackContents None { get; } = new(ComposeInput.None, new Dictionary<string, SecureString>());

    /// <summary>Whether it is said where the value of a secret comes from.</summary>
    public bool IsKnown(DesiredContent secret) => secret.Source.Kind != ContentSourceKind.Nothing || given.ContainsKey(secret.Key) || given.ContainsKey(secret.Name);

    /// <exception cref="SwarmException"><c>FileNotFound</c>, <c>DataInvalid</c>.</exception>
    public SecretPayload Secret(DesiredContent secret) =>
        given.TryGetValue(secret.Key, out SecureString? value) || given.TryGetValue(secret.Name, out value) ? SecretPayload.From(value) : new(Bytes("secret", secret));

    /// <exception cref="SwarmException"><c>FileNotFound</c>, <c>DataInvalid</c>.</exception>
    public byte[] Config(DesiredContent config) => configs is not null && configs.TryGetValue(config.Key, out byte[]? data) ? data : Bytes("config", config);

    /// <summary>Refuses values for secrets that the stack does not have.</summary>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public void RequireUse(IReadOnlyList<DesiredContent> secrets)
    {
        if (given.Keys.FirstOrDefault(name => secrets.All(secret => secret.Key != name && secret.Name != name)) is { } unknown)
        {
            throw NoUse(unknown, [.. secrets.Select(secret => secret.Key)]);
        }
    }

    /// <summary>Refuses values for secrets that the files of a stack do not have.</summary>
    /// <param name="given">The keys of the values.</param>
    /// <param name="keys">Those of the secrets.</param>
    /// <exception cref="SwarmException"><c>OptionInvalid</c>.</exception>
    public static void RequireUse(IEnumerable<string> given, IReadOnlyCollection<string> keys)
    {
        if (given.FirstOrDefault(name => !keys.Contains(name)) is { } unknown)
        {
            throw NoUse(unknown, keys);
        }
    }

    private byte[] Bytes(string kind, DesiredContent content)
    {
        byte[] bytes = content.Source.Kind switch
        {
            ContentSourceKind.File => input.ReadFile(content.Source.Text) ?? throw new SwarmException(
                ErrorId.FileNotFound, $"The {kind} '{content.Key}' takes its data from the file '{content.Source.Text}', which is not there."),
            ContentSourceKind.Environment => Encoding.UTF8.GetBytes(input.Variable(content.Source.Text) ?? throw new SwarmException(
                ErrorId.DataInvalid, $"The {kind} '{content.Key}' takes its data from the variable '{content.Source.Text}', which is not set.")),
            ContentSourceKind.Content => Encoding.UTF8.GetBytes(content.Source.Text),
            _ => throw new SwarmException(
                ErrorId.DataInvalid, $"It is not said where the {kind} '{content.Key}' takes its data from. Name a 'file' in the compose file{(kind == "secret" ? ", or give it with -SecretValue" : "")}."),
        };
        return bytes.Length > 0 ? bytes : throw new SwarmException(ErrorId.DataInvalid, $"The data of the {kind} '{content.Key}' is empty. It has 1 byte at least.");
    }

    private static SwarmException NoUse(string unknown, IReadOnlyCollection<string> keys) =>
        new(ErrorId.OptionInvalid, $"-SecretValue has a value for '{unknown}', which is no secret of the stack. It has {(keys.Count == 0 ? "none" : string.Join(", ", keys))}.");
}
