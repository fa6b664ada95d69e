using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using SwarmTools.Testing;

namespace SwarmTools.Tests.Guards;

/// <summary>The public surface is a promise: small, written down, ours, sealed, read-only.</summary>
public sealed class PublicApiTests : IDisposable
{
    private const string Accept = "SWARMTOOLS_ACCEPT_API";

    private readonly AssemblyDefinition _core = Assemblies.Read("SwarmTools.Core.dll");
    private readonly AssemblyDefinition _cmdlets = Assemblies.Read("SwarmTools.dll");

    private IEnumerable<TypeDefinition> Public => _core.MainModule.Types.SelectMany(TypeUses.WithNested).Where(PublicApi.IsSeen);

    [Fact]
    public void What_others_can_see_is_what_is_written_down()
    {
        string file = Repository.PathOf("tests", "data", "PublicApi.txt");
        string[] now = [.. new[] { _core, _cmdlets }.SelectMany(assembly => PublicApi.Of(assembly).Prepend($"# {assembly.Name.Name}").Append(""))];
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, string.Join('\n', now));
        }

        string[] written = File.Exists(file) ? [.. File.ReadAllLines(file), ""] : [];
        Assert.True(now.SequenceEqual(written), $"""
            The public interface is not the one of tests/data/PublicApi.txt.
            New:
            {Difference(now, written)}
            Gone:
            {Difference(written, now)}
            If that is meant: set the environment variable {Accept} to 1, run this test once more, and commit the file with a note in the changelog.
            """);
    }

    [Fact]
    public void Public_types_of_Core_are_sealed_abstract_or_static_and_none_can_be_written_to() => Assert.All(Public, type =>
    {
        Assert.True(type.IsSealed || type.IsAbstract, type.FullName);
        Assert.All(type.Properties, property => Assert.False(PublicApi.IsSeen(property.SetMethod), property.FullName));
        Assert.All(type.Fields, field => Assert.False(field is { IsPublic: true, IsInitOnly: false, IsLiteral: false, IsSpecialName: false }, field.FullName));
    });

    [Fact]
    public void Public_types_are_ours_all_the_way()
    {
        // The last ones come from packages on .NET Framework: they would have two identities there.
        string[] foreign = ["SwarmTools.Engine.", "Docker.DotNet.", "Newtonsoft.Json.", "YamlDotNet.", "System.Text.Json.", "Memory<", "Span<", "ValueTask", "IAsyncEnumerable"];

        Assert.DoesNotContain(PublicApi.Of(_core).Concat(PublicApi.Of(_cmdlets)), line => foreign.Any(name => line.Contains(name, StringComparison.Ordinal)));
    }

    public void Dispose()
    {
        _core.Dispose();
        _cmdlets.Dispose();
    }

    // A member is told with its type: the line alone would not say where it belongs.
    private static string Difference(string[] of, string[] from) => string.Join('\n', Qualified(of).Except(Qualified(from)));

    private static IEnumerable<string> Qualified(string[] lines)
    {
        string type = "";
        foreach (string line in lines)
        {
            type = line.StartsWith(' ') ? type : line;
            yield return line.StartsWith(' ') ? $"{type.Split(" : ")[0]} | {line.Trim()}" : line;
        }
    }
}
