using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SwarmTools.Compose.Shapes;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>The list of keys in docs/compose-support.md is that of the reader. With SWARMTOOLS_ACCEPT_DOCS=1 the test writes it.</summary>
public class ComposeSupportTests
{
    private const string Begin = "<!-- generated from the reader's table -->";

    [Fact]
    public void The_document_lists_each_key_with_what_happens_to_it()
    {
        string file = Repository.PathOf("docs", "compose-support.md");
        string text = File.ReadAllText(file);
        string own = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)];
        string expected = $"{own}\n\n{string.Join('\n', Rows())}\n";
        if (Environment.GetEnvironmentVariable("SWARMTOOLS_ACCEPT_DOCS") == "1")
        {
            File.WriteAllText(file, expected);
        }

        Assert.Equal(expected, File.ReadAllText(file));
    }

    [Fact]
    public void Each_key_without_an_effect_says_why() =>
        Assert.All(Keys(ComposeSchema.File, "").Where(row => row.Key.Without.Length > 0), row => Assert.EndsWith(".", row.Key.Without, StringComparison.Ordinal));

    private static IEnumerable<string> Rows()
    {
        yield return "| key | value | in a swarm |";
        yield return "|---|---|---|";
        foreach ((string path, ComposeKey key) in Keys(ComposeSchema.File, ""))
        {
            string effect = key.Without.Length == 0 ? "used" : $"**no effect**: {key.Without} {key.Instead}".TrimEnd();
            yield return $"| `{path}` | {key.Shape.Expected} | {effect} |";
        }
    }

    private static IEnumerable<(string Path, ComposeKey Key)> Keys(ObjectShape shape, string path) => shape.Keys.SelectMany(key =>
    {
        string here = path.Length == 0 ? key.Name : $"{path}.{key.Name}";
        (ObjectShape? Inner, string Below) inner = Inner(key.Shape, here);
        return inner.Inner is null ? [(here, key)] : Keys(inner.Inner, inner.Below).Prepend((here, key));
    });

    private static (ObjectShape? Inner, string Below) Inner(ComposeShape shape, string path) => shape switch
    {
        ObjectShape inner => (inner, path),
        EitherShape either => (either.Mapping, path),
        NamedShape named => Inner(named.Item, path + ".*"),
        ListShape list => Inner(list.Item, path + "[]"),
        _ => (null, path),
    };
}
