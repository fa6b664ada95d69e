using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SwarmTools.Lab;

/// <summary>Writes images as docker load takes them, from this machine's static busybox and folders: nothing is downloaded.</summary>
public sealed class ImageArchive
{
    private const string Busybox = "/bin/busybox";

    private static readonly DateTimeOffset s_date = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<JsonNode> _manifest = [];
    private readonly string _base;

    /// <exception cref="LabException">There is no static busybox here to make images of.</exception>
    public ImageArchive() => _base = IsBusyboxStatic()
        ? Add(BusyboxLayer())
        : throw new LabException($"The images are made of this machine's own '{Busybox}', which is missing or not static. Install busybox-static.");

    /// <summary>Whether this machine has a busybox that runs in an empty container: a dynamic program names its loader at its beginning.</summary>
    public static bool IsBusyboxStatic()
    {
        if (!File.Exists(Busybox))
        {
            return false;
        }

        using FileStream program = File.OpenRead(Busybox);
        byte[] head = new byte[4096];
        int length = program.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, length).IndexOf("/ld-"u8) < 0;
    }

    /// <summary>Adds an image.</summary>
    /// <param name="name">The name with its tag.</param>
    /// <param name="command">What its containers run.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="health">The health check, in the engine's JSON; null for none.</param>
    /// <param name="application">A folder that becomes /app; null for none.</param>
    /// <param name="programs">Programs of this machine that come with their libraries.</param>
    public ImageArchive Image(
        string name, IReadOnlyList<string> command, IReadOnlyList<string>? environment = null, JsonObject? health = null, string? application = null, params string[] programs)
    {
        string[] layers = [_base, .. application is null ? [] : new[] { Add(FolderLayer(application)) }, .. programs.Length == 0 ? [] : new[] { Add(ProgramLayer(programs)) }];
        JsonObject config = new()
        {
            ["Env"] = Texts(["PATH=/bin:/usr/bin", .. environment ?? []]),
            ["Cmd"] = Texts(command),
        };
        if (health is not null)
        {
            config["Healthcheck"] = health;
        }

        JsonObject image = new()
        {
            ["architecture"] = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64",
            ["os"] = "linux",
            ["created"] = "2024-01-01T00:00:00Z",
            ["config"] = config,
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = Texts(layers.Select(layer => "sha256:" + layer)) },
        };
        byte[] json = Encoding.UTF8.GetBytes(image.ToJsonString());
        string file = Hash(json) + ".json";
        _files[file] = json;
        _manifest.Add(new JsonObject
        {
            ["Config"] = file,
            ["RepoTags"] = Texts([name]),
            ["Layers"] = Texts(layers.Select(layer => layer + "/layer.tar")),
        });
        return this;
    }

    /// <summary>Writes the archive.</summary>
    public void Write(string path)
    {
        using FileStream stream = File.Create(path);
        using TarWriter archive = new(stream);
        foreach ((string name, byte[] content) in _files)
        {
            WriteFile(archive, name, content, executable: false);
        }

        WriteFile(archive, "manifest.json", Encoding.UTF8.GetBytes(new JsonArray([.. _manifest]).ToJsonString()), executable: false);
    }

    private string Add(byte[] layer)
    {
        string hash = Hash(layer);
        _files[hash + "/layer.tar"] = layer;
        return hash;
    }

    private static byte[] BusyboxLayer()
    {
        using MemoryStream stream = new();
        using (TarWriter layer = new(stream, leaveOpen: true))
        {
            foreach (string folder in new[] { "bin/", "etc/", "run/", "tmp/", "var/", "www/" })
            {
                layer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, folder) { ModificationTime = s_date, Mode = (UnixFileMode)0b111_111_111 });
            }

            WriteFile(layer, "bin/busybox", File.ReadAllBytes(Busybox), executable: true);
            string programs = Command.RunAsync(Busybox, ["--list"]).GetAwaiter().GetResult().Require("busybox --list");
            foreach (string program in programs.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(program => program != "busybox"))
            {
                layer.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + program) { ModificationTime = s_date, LinkName = "busybox" });
            }

            WriteFile(layer, "etc/passwd", "root:x:0:0::/:/bin/sh\n"u8.ToArray(), executable: false);
        }

        return stream.ToArray();
    }

    private static byte[] FolderLayer(string folder)
    {
        using MemoryStream stream = new();
        using (TarWriter layer = new(stream, leaveOpen: true))
        {
            layer.WriteEntry(new PaxTarEntry(TarEntryType.Directory, "app/") { ModificationTime = s_date, Mode = (UnixFileMode)0b111_101_101 });
            foreach (string file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            {
                WriteFile(layer, "app/" + Path.GetFileName(file), File.ReadAllBytes(file), executable: file.EndsWith(".sh", StringComparison.Ordinal));
            }
        }

        return stream.ToArray();
    }

    // Each library where the program looks for it: ldd names the files.
    private static byte[] ProgramLayer(string[] programs)
    {
        string libraries = Command.RunAsync("ldd", programs).GetAwaiter().GetResult().Require("ldd");
        IEnumerable<string> files = libraries.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith('/'));
        using MemoryStream stream = new();
        using (TarWriter layer = new(stream, leaveOpen: true))
        {
            foreach (string file in programs.Concat(files.Select(file => file.TrimEnd(':'))).Distinct())
            {
                WriteFile(layer, file.TrimStart('/'), File.ReadAllBytes(file), executable: true);
            }
        }

        return stream.ToArray();
    }

    private static void WriteFile(TarWriter archive, string name, byte[] content, bool executable)
    {
        using MemoryStream data = new(content);
        archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name)
        {
            ModificationTime = s_date,
            Mode = (UnixFileMode)(executable ? 0b111_101_101 : 0b110_100_100),
            DataStream = data,
        });
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
