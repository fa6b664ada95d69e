using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Stacks;

/// <summary>Says in short why a service is changed: Image, Env[MODE], Secrets.</summary>
internal static class ChangeReason
{
    private const int MostTold = 4;

    private static readonly string[] s_left = ["TaskTemplate.ContainerSpec.", "TaskTemplate."];

    public static string Of(IReadOnlyList<SwarmDifference> differences)
    {
        string[] fields = [.. differences.Select(difference => Field(difference.Path)).Distinct(StringComparer.Ordinal)];
        return string.Join(", ", fields.Take(MostTold)) + (fields.Length > MostTold ? $" and {fields.Length - MostTold} more" : "");
    }

    // Without what all fields of tasks begin with; of a list its name, but of variables each.
    private static string Field(string path)
    {
        string field = path.StartsWith("Mode.", StringComparison.Ordinal) ? path.Split('.')[^1]
            : s_left.FirstOrDefault(left => path.StartsWith(left, StringComparison.Ordinal)) is { } left ? path[left.Length..]
            : path;
        int items = field.IndexOf('[');
        return items < 0 || field.StartsWith("Env[", StringComparison.Ordinal) ? field : field[..items];
    }
}
