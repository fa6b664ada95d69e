using System;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Specs;

namespace SwarmTools.Backups;

/// <summary>Brings a spec of a backup to what another swarm can have: without what its engine would drop, and with the ids of its nodes. Pure.</summary>
internal sealed class RestoreSpec(Backup backup, SeenSwarm target)
{
    private const string NodeId = "node.id";

    private static readonly SpecPath s_constraints = new("TaskTemplate.Placement.Constraints");

    /// <param name="spec">The spec.</param>
    /// <param name="tell">Takes what it loses by that.</param>
    public JsonObject Of(JsonObject spec, Action<string> tell)
    {
        JsonObject copy = (JsonObject)spec.DeepClone();
        foreach (string lost in AgedFields.Drop(copy, target.Api))
        {
            tell($"loses {lost}: this engine has API {target.Api}, and would drop it.");
        }

        if (s_constraints.Read(copy) is JsonArray constraints)
        {
            s_constraints.Write(copy, new JsonArray([.. constraints.Select(constraint => JsonValue.Create(Constraint((string?)constraint ?? "", tell)))]));
        }

        return copy;
    }

    private string Constraint(string constraint, Action<string> tell)
    {
        int mark = constraint.IndexOf("==", StringComparison.Ordinal) is var equal and >= 0 ? equal : constraint.IndexOf("!=", StringComparison.Ordinal);
        if (mark < 0 || !constraint[..mark].Trim().Equals(NodeId, StringComparison.OrdinalIgnoreCase))
        {
            return constraint;
        }

        string id = constraint[(mark + 2)..].Trim();
        string? host = backup.Nodes.FirstOrDefault(node => node.Id.Equals(id, StringComparison.OrdinalIgnoreCase))?.HostName;
        SwarmNode[] same = [.. target.Nodes.Where(node => node.Name == host)];
        if (same.Length == 1)
        {
            return constraint[..(mark + 2)] + constraint[(mark + 2)..].Replace(id, same[0].Id);
        }

        if (target.Nodes.All(node => node.Id != id))
        {
            tell($"has the constraint {constraint}{(host is null ? "" : $" (the node '{host}')")}, and this swarm has {(same.Length == 0 ? "no" : "more than one")} such node. It stays as it is.");
        }

        return constraint;
    }
}
