using System;
using System.Collections.Generic;

namespace SwarmTools.Engine.Mapping;

/// <summary>What every object of a swarm has, while it is being read.</summary>
internal class ObjectFields
{
    public string Id { get; private set; } = "";

    public long Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; set; } = Empty.Labels;

    /// <summary>Takes a property that all objects share; false when it is none of those.</summary>
    public bool Take(ref JsonCursor json)
    {
        if (json.Is("ID"u8))
        {
            Id = json.Text();
        }
        else if (json.Is("CreatedAt"u8))
        {
            CreatedAt = json.Time();
        }
        else if (json.Is("UpdatedAt"u8))
        {
            UpdatedAt = json.Time();
        }
        else if (json.Is("Version"u8))
        {
            Version = json.NumberOf("Index"u8);
        }
        else
        {
            return false;
        }

        return true;
    }

    /// <summary>Takes a property of a spec that all specs share; false when it is none of those.</summary>
    public bool TakeOfSpec(ref JsonCursor json)
    {
        if (json.Is("Name"u8))
        {
            Name = json.Text();
        }
        else if (json.Is("Labels"u8))
        {
            Labels = json.Labels();
        }
        else
        {
            return false;
        }

        return true;
    }
}
