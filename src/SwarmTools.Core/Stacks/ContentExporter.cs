using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Contents;

namespace SwarmTools.Stacks;

/// <summary>Writes secrets and configs into an exported file. What services run with stays: each version that one uses is in the file, and of what none uses the newest.</summary>
/// <param name="names">The names of the stack.</param>
/// <param name="observed">What the swarm has.</param>
/// <param name="isForCopy">Whether the file is for another swarm, where nothing is there yet and data comes from elsewhere.</param>
internal sealed class ContentExporter(StackNames names, ObservedStack observed, bool isForCopy)
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<string> _noText = [];
    private readonly Dictionary<string, byte[]> _data = new(StringComparer.Ordinal);

    /// <summary>The keys of configs that are no text.</summary>
    public IReadOnlyList<string> NoText => _noText;

    /// <summary>The data of the configs, by the keys that they have in a file for another swarm.</summary>
    public IReadOnlyDictionary<string, byte[]> Data => _data;

    /// <summary>Whether a secret of the stack is external in the file.</summary>
    public bool HasSecrets { get; private set; }

    /// <param name="section">Takes the secrets.</param>
    /// <param name="used">The names of those that services use.</param>
    public void ExportSecrets(ExportSection section, ISet<string> used) => Export(section, observed.Secrets, used, secret =>
    {
        bool isOfDriver = secret.Driver.Length > 0 && new ContentVersions<SwarmSecret>(ContentVersion.PlainNameOf(secret), observed.Secrets).Newest == secret;
        HasSecrets |= !isOfDriver;
        return !isOfDriver && !isForCopy ? null : new MappingBuilder()
            .AddText("driver", secret.Driver)
            .AddPairs("driver_opts", OptionsOf(secret))
            .AddText("template_driver", secret.TemplateDriver);
    });

    /// <param name="section">Takes the configs.</param>
    /// <param name="used">The names of those that services use.</param>
    public void ExportConfigs(ExportSection section, ISet<string> used)
    {
        IReadOnlyList<SwarmConfig> all = [.. observed.Configs.Where(config => !config.IsHidden)];
        Export(section, all, used, ConfigOf);
        foreach (SwarmConfig config in all.Where(config => isForCopy && names.IsOwn(config.Labels) && section.KeyOf(config.Name) is not null))
        {
            _data[section.KeyOf(config.Name)!] = config.Data;
        }
    }

    private MappingBuilder? ConfigOf(SwarmConfig config)
    {
        if (isForCopy)
        {
            return new MappingBuilder().AddText("template_driver", config.TemplateDriver);
        }

        string plain = ContentVersion.PlainNameOf(config);
        if (TextOf(config) is not { } text)
        {
            _noText.Add(names.KeyOf(plain) ?? plain);
            return null;
        }

        // The newest version that has this data is the one that publishing keeps.
        return StackObserver.SameConfig(plain, config.Data, config.TemplateDriver, observed) != config ? null
            : new MappingBuilder().Add("content", MappingBuilder.Text(text)).AddText("template_driver", config.TemplateDriver);
    }

    // The newest version has the key, others are named beside it.
    private void Export<T>(ExportSection section, IReadOnlyList<T> all, ISet<string> used, Func<T, MappingBuilder?> valueOf)
        where T : SwarmObject
    {
        foreach (IGrouping<string, T> versions in all.Where(item => names.IsOwn(item.Labels)).GroupBy(ContentVersion.PlainNameOf).OrderBy(versions => versions.Key, StringComparer.Ordinal))
        {
            T[] newestFirst = [.. versions.OrderByDescending(ContentVersion.NumberOf)];
            T[] wanted = newestFirst.Any(version => used.Contains(version.Name)) ? [.. newestFirst.Where(version => used.Contains(version.Name))] : [newestFirst[0]];
            Add(section, wanted[0], versions.Key, valueOf(wanted[0]));
            foreach (T older in wanted.Skip(1))
            {
                if (isForCopy)
                {
                    section.AddBeside(older.Name, versions.Key, WithLabels(valueOf(older)!, older));
                }
                else
                {
                    section.AddExternal(older.Name, older.Name);
                }
            }
        }

        foreach (T other in all.Where(item => !names.IsOwn(item.Labels) && used.Contains(item.Name)).OrderBy(item => item.Name, StringComparer.Ordinal))
        {
            section.AddExternal(other.Name, other.Name);
        }
    }

    private static void Add(ExportSection section, SwarmObject item, string plain, MappingBuilder? value)
    {
        if (value is null)
        {
            section.AddExternal(item.Name, plain);
            return;
        }

        section.AddOwn(item.Name, plain, WithLabels(value, item));
    }

    private static MappingBuilder WithLabels(MappingBuilder value, SwarmObject item) =>
        value.AddPairs("labels", item.Labels.Where(label => !StackNames.IsLabel(label.Key) && !ContentVersion.IsLabel(label.Key)));

    private static JsonNode? OptionsOf(SwarmSecret secret) => secret.RawJson.Length == 0 ? null : JsonNode.Parse(secret.RawJson)?["Spec"]?["Driver"]?["Options"];

    private static string? TextOf(SwarmConfig config)
    {
        try
        {
            return s_strict.GetString(config.Data) is { Length: > 0 } text && text.IndexOf('\0') < 0 ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
