using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Syntax;

namespace SwarmTools.Secrets;

/// <summary>Adds secrets. What the engine would refuse is refused before the value leaves this machine.</summary>
internal sealed class SecretCreator(ISecretApi secrets)
{
    /// <exception cref="SwarmException"><c>NameInvalid</c>, <c>DataInvalid</c>, <c>SecretExists</c>.</exception>
    public async Task<SwarmSecret> AddAsync(SecretDefinition definition, CancellationToken stop)
    {
        ObjectNames.Secret(definition.Name);
        RequireAcceptable(definition);
        string id = await LostAnswers.MakeAsync(late => secrets.CreateSecretAsync(definition, late), late => FindAsync(definition, late), ErrorId.SecretExists, stop).ConfigureAwait(false);
        IReadOnlyList<SwarmSecret> all = await secrets.ListSecretsAsync(stop).ConfigureAwait(false);
        return all.FirstOrDefault(secret => secret.Id == id)
            ?? throw new SwarmException(ErrorId.SecretNotFound, $"The secret '{definition.Name}' was added, and is already gone again.");
    }

    // Nothing had the name before.
    private async Task<string?> FindAsync(SecretDefinition definition, CancellationToken stop)
    {
        SwarmSecret? made = (await secrets.ListSecretsAsync(stop).ConfigureAwait(false)).FirstOrDefault(secret => secret.Name == definition.Name);
        return made is not null && (definition.Payload is null || await secrets.HasValueAsync(made, definition.Payload, stop).ConfigureAwait(false)) ? made.Id : null;
    }

    /// <summary>Refuses a value that the engine would refuse.</summary>
    /// <exception cref="SwarmException"><c>DataInvalid</c>.</exception>
    public static void RequireAcceptable(SecretDefinition definition)
    {
        if (definition.Payload is not { } payload)
        {
            return;
        }

        if (payload.Bytes.Length == 0)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The value of the secret '{definition.Name}' is empty. A secret holds 1 byte at least.");
        }

        if (payload.Bytes.Length >= SecretPayload.SizeLimit)
        {
            throw new SwarmException(
                ErrorId.DataInvalid,
                $"The value of the secret '{definition.Name}' has {payload.Bytes.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes; "
                + $"it must have less than {SecretPayload.SizeLimit.ToString("N0", CultureInfo.InvariantCulture)} (500 KB). Keep large data in a volume or an image.");
        }
    }
}
