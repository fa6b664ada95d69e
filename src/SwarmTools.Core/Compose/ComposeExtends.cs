using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SwarmTools.Compose.Nodes;
using SwarmTools.Compose.Shapes;

namespace SwarmTools.Compose;

/// <summary>Gives services what they extend: a service of the same file or of another one, below what they say themselves (compose-spec, 05-services.md, extends).</summary>
/// <param name="load">Reads a service of another file, by its whole path, with what it extends itself; null where it cannot be read, which was reported.</param>
/// <param name="reading">Takes what is wrong.</param>
internal sealed class ComposeExtends(Func<string, string, ComposeNode, string, ComposeMapping?> load, ComposeReading reading)
{
    /// <summary>More than anybody extends one after another.</summary>
    private const int Deepest = 100;

    /// <summary>A file whose services have what they extend.</summary>
    /// <param name="file">The file, in its usual form.</param>
    /// <param name="self">The whole path of the file.</param>
    /// <param name="folder">The folder that its paths begin with.</param>
    public ComposeMapping Apply(ComposeMapping file, string self, string folder)
    {
        if (file["services"] is not ComposeMapping services)
        {
            return file;
        }

        Dictionary<string, ComposeMapping> done = new(StringComparer.Ordinal);
        ComposeMapping extended = services with
        {
            Entries = [.. services.Entries.Select(entry => entry.Value is ComposeMapping service ? entry with { Value = Extended(services, entry.Key.Text, service, (self, folder), done, []) } : entry)],
        };
        return file with { Entries = [.. file.Entries.Select(entry => entry.Key.Text == "services" ? entry with { Value = extended } : entry)] };
    }

    private ComposeMapping Extended(ComposeMapping services, string name, ComposeMapping service, (string Self, string Folder) place, Dictionary<string, ComposeMapping> done, HashSet<string> open)
    {
        reading.Stop.ThrowIfCancellationRequested();
        if (service["extends"] is not { } extends)
        {
            return service;
        }

        if (done.TryGetValue(name, out ComposeMapping? known))
        {
            return known;
        }

        string path = $"services.{name}.extends";
        ComposeMapping own = Without(service, "extends");
        open.Add(name);
        ComposeMapping? below = Base(services, extends, path, place, done, open);
        open.Remove(name);
        return done[name] = below is null ? own : Both(below, own, extends, path);
    }

    private ComposeMapping Both(ComposeMapping below, ComposeMapping own, ComposeNode extends, string path)
    {
        ComposeMapping both = (ComposeMapping)ComposeSchema.AService.Merge(Without(below, "extends"), own);
        return reading.Values.Take(both.Size(), extends, path, reading) ? both : own;
    }

    private ComposeMapping? Base(ComposeMapping services, ComposeNode extends, string path, (string Self, string Folder) place, Dictionary<string, ComposeMapping> done, HashSet<string> open)
    {
        string name = extends is ComposeScalar scalar ? scalar.Text : ComposeBuild.TextOf(extends, "service");
        string file = ComposeBuild.TextOf(extends, "file");
        if (name.Length == 0)
        {
            reading.Error(extends, path, "It is not said which service is extended: write 'service: NAME'.");
            return null;
        }

        string whole = ComposePaths.Absolute(file, place.Folder);
        if (file.Length > 0 && whole != place.Self)
        {
            return OfFile(whole, name, extends, path, place.Folder);
        }

        if (open.Count > Deepest)
        {
            reading.Error(extends, path, $"More than {Deepest} services extend each other here. Leave some of them out.");
            return null;
        }

        if (open.Contains(name))
        {
            reading.Error(extends, path, $"The service '{name}' extends itself, over {string.Join(", ", open.Where(other => other != name).DefaultIfEmpty("no other"))}.");
            return null;
        }

        if (services[name] is not ComposeMapping service)
        {
            reading.Error(extends, path, $"There is no service '{name}' in this file.");
            return null;
        }

        return Extended(services, name, service, place, done, open);
    }

    private ComposeMapping? OfFile(string file, string name, ComposeNode extends, string path, string folder)
    {
        if (load(file, name, extends, path) is not { } other)
        {
            return null;
        }

        if (other.Below("services")[name] is not ComposeMapping found)
        {
            reading.Error(extends, path, $"The file '{file}' has no service '{name}'.");
            return null;
        }

        return ComposePaths.OfService(found, Path.GetDirectoryName(file) ?? folder);
    }

    private static ComposeMapping Without(ComposeMapping service, string key) => service with { Entries = [.. service.Entries.Where(entry => entry.Key.Text != key)] };
}
