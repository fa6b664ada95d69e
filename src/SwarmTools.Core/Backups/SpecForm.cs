using System;
using System.Collections.Generic;
using System.Linq;

namespace SwarmTools.Backups;

/// <summary>What the spec of a service must be like so that it can be worked with; all else is for the engine to judge. Pure.</summary>
internal static class SpecForm
{
    private const string Container = "TaskTemplate.ContainerSpec.";

    private static readonly Action<BackupPlace> s_text = place => place.Text();
    private static readonly Action<BackupPlace> s_needed = place => place.Needed();
    private static readonly Action<BackupPlace> s_texts = place => place.Items().Select(item => item.Text()).ToList();
    private static readonly Action<BackupPlace> s_pairs = place => place.Pairs();
    private static readonly Action<BackupPlace> s_object = place => place.Object();
    private static readonly Action<BackupPlace> s_number = place => place.RequireNumber();
    private static readonly Action<BackupPlace> s_whole = place => place.Whole();

    // Each place; [] stands for every item of a list.
    private static readonly (string Path, Action<BackupPlace> Require)[] s_form =
    [
        ("Name", s_needed),
        ("Labels", s_pairs),
        ("Mode", s_object),
        (Container + "Image", s_text),
        (Container + "Labels", s_pairs),
        (Container + "Env", s_texts),
        (Container + "Mounts[].Type", s_text),
        (Container + "Mounts[].Source", s_text),
        (Container + "Mounts[].Target", s_text),
        (Container + "Mounts[].BindOptions", s_object),
        (Container + "Mounts[].TmpfsOptions", s_object),
        (Container + "Mounts[].VolumeOptions.DriverConfig.Name", s_text),
        (Container + "Secrets[].SecretName", s_needed),
        (Container + "Secrets[].SecretID", s_text),
        (Container + "Secrets[].File.Name", s_text),
        (Container + "Configs[].ConfigName", s_needed),
        (Container + "Configs[].ConfigID", s_text),
        (Container + "Configs[].File.Name", s_text),
        (Container + "Privileges.CredentialSpec.Config", s_text),
        (Container + "Healthcheck", s_object),
        ("TaskTemplate.Resources", s_object),
        ("TaskTemplate.Placement.Constraints", s_texts),
        ("TaskTemplate.Networks[].Target", s_needed),
        ("TaskTemplate.ForceUpdate", s_whole),
        ("TaskTemplate.RestartPolicy", s_object),
        ("UpdateConfig.MaxFailureRatio", s_number),
        ("RollbackConfig.MaxFailureRatio", s_number),
        ("EndpointSpec.Ports[].PublishedPort", s_whole),
        ("EndpointSpec.Ports[].TargetPort", s_whole),
        ("EndpointSpec.Ports[].PublishMode", s_text),
        ("EndpointSpec.Ports[].Protocol", s_text),
    ];

    /// <exception cref="SwarmException"><c>BackupInvalid</c>.</exception>
    public static void Require(BackupPlace spec)
    {
        foreach ((string path, Action<BackupPlace> require) in s_form)
        {
            foreach (BackupPlace place in Places(spec, path.Split('.')))
            {
                require(place);
            }
        }
    }

    private static IEnumerable<BackupPlace> Places(BackupPlace from, IReadOnlyList<string> way) => way.Aggregate<string, IEnumerable<BackupPlace>>([from], (places, step) =>
        step.EndsWith("[]", StringComparison.Ordinal)
            ? places.SelectMany(place => place[step[..^2]].Items())
            : places.Select(place => place[step]));
}
