using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine;
using SwarmTools.Secrets;

namespace SwarmTools.Contents;

/// <summary>A new value of a secret. It stays the caller's, who wipes it.</summary>
/// <param name="secrets">The secrets of the swarm.</param>
/// <param name="value">The value.</param>
/// <param name="templateDriver">The template driver; null for that of the newest version.</param>
internal sealed class NewSecret(ISecretApi secrets, SecretPayload value, string? templateDriver) : INewContent<SwarmSecret>
{
    public void RequireAcceptable(SwarmSecret newest)
    {
        if (newest.Driver.Length > 0)
        {
            throw new SwarmException(ErrorId.OptionInvalid, $"The secret '{newest.Name}' has its value from the driver '{newest.Driver}', which brings another one when it has one. Change it there.");
        }

        SecretCreator.RequireAcceptable(new() { Name = newest.Name, Payload = value });
    }

    public async Task<bool> IsHeldByAsync(SwarmSecret version, CancellationToken stop) =>
        (templateDriver ?? version.TemplateDriver) == version.TemplateDriver && await secrets.HasValueAsync(version, value, stop).ConfigureAwait(false);

    public Task<SwarmSecret> AddAsync(string name, IReadOnlyDictionary<string, string> labels, SwarmSecret newest, CancellationToken stop) => new SecretCreator(secrets).AddAsync(
        new() { Name = name, Labels = labels, Payload = value, TemplateDriver = templateDriver ?? newest.TemplateDriver }, stop);
}
