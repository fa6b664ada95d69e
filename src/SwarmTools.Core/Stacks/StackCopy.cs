using System.Collections.Generic;
using System.Linq;
using SwarmTools.Compose.Nodes;

namespace SwarmTools.Stacks;

/// <summary>A running stack as what it can be made of anew.</summary>
/// <param name="Project">The project, in its usual form. Of no secret and no config it says where its data comes from.</param>
/// <param name="Configs">The data of the configs, by their keys.</param>
/// <param name="Warnings">What a file cannot say, each with its place.</param>
internal sealed record StackCopy(ComposeMapping Project, IReadOnlyDictionary<string, byte[]> Configs, IReadOnlyList<string> Warnings)
{
    /// <summary>The names of volumes that are not the stack's own: in the same swarm the copy would write into the very same data.</summary>
    public IReadOnlyList<string> SharedVolumes =>
        [.. Project.Entries("volumes").Select(entry => entry.Value).OfType<ComposeMapping>().Where(volume => volume.Flag("external")).Select(volume => volume.Text("name"))];

    /// <summary>The secrets whose values are to be given: a plugin has those of the others.</summary>
    public static IReadOnlyList<DesiredContent> Asked(DesiredStack desired) => [.. desired.Secrets.Where(secret => secret.Source.Kind != ContentSourceKind.Driver)];

    /// <summary>Refuses to take secrets and configs from another stack.</summary>
    /// <exception cref="SwarmException"><c>SecretExists</c>, <c>ConfigExists</c>.</exception>
    public static void RequireFree(StackPlan plan, ObservedStack observed)
    {
        foreach (StackStep step in plan.Steps.Where(step => step.IsOf(SwarmStackObjectType.Secret) || step.IsOf(SwarmStackObjectType.Config)))
        {
            IEnumerable<SwarmObject> all = step.IsOf(SwarmStackObjectType.Secret) ? observed.Secrets : observed.Configs;
            string plain = step.Content?.Name ?? step.Change.Name;
            if (all.FirstOrDefault(item => item.Name == plain) is { } there && !plan.Names.IsOwn(there.Labels))
            {
                string kind = step.IsOf(SwarmStackObjectType.Secret) ? "secret" : "config";
                throw new SwarmException(
                    step.IsOf(SwarmStackObjectType.Secret) ? ErrorId.SecretExists : ErrorId.ConfigExists,
                    $"The swarm has a {kind} '{plain}' that is not of the stack '{plan.Names.Stack}', and the copy would take it away. Remove it, or give the copy another name with -NewName.");
            }
        }
    }
}
