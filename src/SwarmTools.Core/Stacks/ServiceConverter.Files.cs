using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using SwarmTools.Compose.Nodes;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Stacks;

/// <content>Secrets, configs and mounts.</content>
internal sealed partial class ServiceConverter
{
    private void AddFiles(SpecEdits edits, ComposeMapping service, string path)
    {
        edits.Replace(ServiceOptions.Secrets, path + ".secrets", Uses(service, "secrets", references.Secret));
        edits.Replace(ServiceOptions.Configs, path + ".configs", Uses(service, "configs", references.Config));
        if (service["credential_spec"] is ComposeMapping credential)
        {
            edits.AddRange(CredentialEdits.Set(Credential(credential)));
        }

        IReadOnlyList<JsonObject> mounts =
        [
            .. service.Items("volumes").OfType<ComposeMapping>().Select(mount => new MountConverter(project, names, references).Convert(mount)),
            .. service.Texts("tmpfs").Select(MountConverter.OfMemory),
        ];
        if (mounts.Count > 0)
        {
            SpecPath place = new("TaskTemplate.ContainerSpec.Mounts");
            edits.Add(new(path + ".volumes", spec => place.Write(spec, new JsonArray([.. mounts.Select(mount => MountConverter.Plain((JsonObject)mount.DeepClone()))]))));
            for (int index = 0; index < mounts.Count; index++)
            {
                edits.AddRange(MountConverter.Newer(mounts[index], index, path + ".volumes"));
            }
        }
    }

    private static IEnumerable<FileReference> Uses(ComposeMapping service, string section, Func<string, string> nameOf) => service.Items(section)
        .OfType<ComposeMapping>()
        .Select(use => new FileReference
        {
            Source = nameOf(use.Text("source")),
            Target = use.Text("target") is { Length: > 0 } target ? target : use.Text("source"),
            Uid = use.Text("uid") is { Length: > 0 } user ? user : "0",
            Gid = use.Text("gid") is { Length: > 0 } group ? group : "0",
            Mode = use.Small("mode") ?? FileReference.DefaultMode,
        })
        .OrderBy(use => use.Source, StringComparer.Ordinal);

    private CredentialSpec Credential(ComposeMapping credential) =>
        credential.Text("config") is { Length: > 0 } config ? new() { Config = new() { Source = references.Config(config), IsForRuntime = true } }
        : new() { File = credential.Text("file"), Registry = credential.Text("registry") };
}
