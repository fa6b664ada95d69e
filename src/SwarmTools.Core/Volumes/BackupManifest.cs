using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SwarmTools.Volumes;

/// <summary>The file beside an archive that tells what it is of. Pure.</summary>
internal static class BackupManifest
{
    public const string Suffix = ".json";

    private const int Format = 1;

    // The one who writes it has an archive of any size beside it; a manifest itself is small.
    private const long Largest = 1024 * 1024;

    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true };

    public static string Write(SwarmVolumeBackup backup) => new JsonObject
    {
        ["format"] = Format,
        ["volume"] = backup.VolumeName,
        ["node"] = backup.NodeName,
        ["createdAt"] = backup.CreatedAt.ToString("o", CultureInfo.InvariantCulture),
        ["sha256"] = backup.Sha256,
        ["size"] = backup.Size,
        ["contentSize"] = backup.ContentSize,
        ["entries"] = backup.Entries,
        ["wasInUse"] = backup.WasInUse,
        ["labels"] = new JsonObject(backup.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new KeyValuePair<string, JsonNode?>(label.Key, label.Value))),
    }.ToJsonString(s_readable) + "\n";

    /// <summary>Reads the file beside an archive; null where there is none.</summary>
    /// <exception cref="SwarmException"><c>ArchiveInvalid</c>, <c>DataInvalid</c>.</exception>
    public static SwarmVolumeBackup? ReadBeside(string archive)
    {
        FileInfo file = new(archive + Suffix);
        if (!file.Exists)
        {
            return null;
        }

        try
        {
            return file.Length <= Largest ? Read(File.ReadAllText(file.FullName), archive) : throw new FormatException("it is too large");
        }
        catch (Exception failure) when (failure is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new SwarmException(ErrorId.ArchiveInvalid, $"The file '{file.FullName}' does not tell of a backup: {failure.Message} Without it the archive is restored as it is.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SwarmException(ErrorId.DataInvalid, $"The file '{file.FullName}' cannot be read: {failure.Message}", failure);
        }
    }

    public static SwarmVolumeBackup Read(string text, string archive)
    {
        JsonObject json = JsonNode.Parse(text) as JsonObject ?? throw new FormatException("it is no object");
        if ((int?)json["format"] != Format)
        {
            throw new FormatException($"its format is {json["format"]?.ToJsonString() ?? "missing"}, and this version of SwarmTools knows {Format}");
        }

        return new()
        {
            Path = archive,
            VolumeName = (string?)json["volume"] ?? "",
            NodeName = (string?)json["node"] ?? "",
            CreatedAt = DateTimeOffset.TryParse((string?)json["createdAt"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : default,
            Sha256 = (string?)json["sha256"] ?? "",
            Size = (long?)json["size"] ?? 0,
            ContentSize = (long?)json["contentSize"] ?? 0,
            Entries = (long?)json["entries"] ?? 0,
            WasInUse = (bool?)json["wasInUse"] ?? false,
            Labels = (json["labels"] as JsonObject ?? []).ToDictionary(label => label.Key, label => (string?)label.Value ?? "", StringComparer.Ordinal),
        };
    }
}
