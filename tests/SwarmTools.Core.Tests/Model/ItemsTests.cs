using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SwarmTools.Syntax;

namespace SwarmTools.Core.Tests.Model;

/// <summary>The lists of public objects, as PowerShell reads them: <c>$service.Ports[0]</c> asks for an indexer that is public.</summary>
public class ItemsTests
{
    public static TheoryData<string, string> Lists => new(typeof(SwarmService).Assembly.GetExportedTypes()
        .SelectMany(type => type.GetProperties())
        .Where(property => property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) && property.CanWrite)
        .Select(property => (property.DeclaringType!.FullName!, property.Name)));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Items_are_found_by_number(string typeName, string propertyName)
    {
        PropertyInfo property = typeof(SwarmService).Assembly.GetType(typeName)!.GetProperty(propertyName)!;
        Type item = property.PropertyType.GetGenericArguments()[0];
        object owner = Activator.CreateInstance(property.DeclaringType!, nonPublic: true)!;
        object given = typeof(ItemsTests).GetMethod(nameof(MadeByTheCompiler), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [])!;
        Assert.Null(IndexerOf(given));

        property.SetValue(owner, given);

        object kept = property.GetValue(owner)!;
        Assert.NotNull(IndexerOf(kept));
        Assert.Equal(2, ((System.Collections.ICollection)kept).Count);
    }

    // Export-Csv writes what ToString says.
    [Fact]
    public void Lists_and_labels_tell_what_is_in_them() =>
        Assert.Equal(
            ("front, back", "tier=front, zone=a"),
            (new SwarmService { Secrets = ["front", "back"] }.Secrets.ToString(), new SwarmService { Labels = PairSyntax.Parse(new[] { "tier=front", "zone=a" }, "-Label") }.Labels.ToString()));

    private static IReadOnlyList<T> MadeByTheCompiler<T>() => [.. Enumerable.Repeat(default(T)!, 2)];

    private static PropertyInfo? IndexerOf(object list) => list.GetType().GetProperty("Item", [typeof(int)]);
}
