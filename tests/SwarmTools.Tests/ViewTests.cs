using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>What a user sees of objects, in narrow and in wide consoles.</summary>
public sealed class ViewTests
{
    private static readonly Dictionary<string, string[]> s_columns = XDocument.Load(Repository.PathOf("src", "SwarmTools", "SwarmTools.Format.ps1xml")).Descendants("View")
        .ToDictionary(view => view.Element("Name")!.Value, view => view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value).ToArray());

    private static readonly Lazy<Assembly> s_core = new(CoreOfModule);

    public static TheoryData<int> Widths => [80, 120];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Every_table_fits_with_all_its_columns_however_long_the_values_are(int width)
    {
        using SizedSession console = new(width);
        List<string> wrong = [];
        foreach ((string name, string[] columns) in s_columns.Where(view => view.Value.Length > 0 && !IsWithoutHeadings(view.Key)))
        {
            IReadOnlyList<string> lines = console.Show(SampleObjects.Of(TypeOf(name)));
            string heading = lines.FirstOrDefault(line => line.TrimStart().StartsWith(columns[0] + " ", StringComparison.Ordinal)) ?? "";
            wrong.AddRange(lines.Where(line => line.Length > width).Select(line => $"{name}: {line.Length} columns: {line}"));
            if (!heading.Split(' ', StringSplitOptions.RemoveEmptyEntries).SequenceEqual(columns))
            {
                wrong.Add($"{name}: '{heading}' has not all of {string.Join(' ', columns)}");
            }

            wrong.AddRange(Empty(heading, lines).Select(column => $"{name}: nothing in {column}"));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Short_values_take_no_more_room_than_they_need()
    {
        IReadOnlyList<string> lines = Render(80, TypeOf("SwarmTools.SwarmService"), service => Set(Set(Set(Set(service, "Name", "web"), "Image", "nginx:1.27"), "Mode", 1), "Ports", null));

        Assert.Contains(lines, line => Regex.IsMatch(line.TrimEnd(), "^web +Replicated +12/12 held +nginx:1.27"));
        Assert.DoesNotContain(lines, line => line.Contains("...", StringComparison.Ordinal) && line.Contains("nginx", StringComparison.Ordinal));
    }

    [Fact]
    public void Ages_are_told_in_words()
    {
        Assert.Contains("59 minutes ago", string.Join('\n', Render(80, TypeOf("SwarmTools.SwarmSecret"))), StringComparison.Ordinal);
        Assert.Contains("59 minutes ago", string.Join('\n', Render(80, TypeOf("SwarmTools.SwarmTask"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_headings_and_of_messages_are_not_broken()
    {
        foreach (string name in new[] { "SwarmPlacementVerdict", "SwarmHealthFinding", "SwarmPlacementResult", "SwarmRolloutResult", "SwarmJobResult", "SwarmEndpointResult", "SwarmStackFinding" })
        {
            string[] words = [.. Render(80, TypeOf("SwarmTools." + name)).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
            Assert.True(new[] { "constraint", "memory," }.All(words.Contains), $"{name}: {string.Join(' ', words)}");
        }
    }

    // So that Sort-Object and Group-Object take it.
    [Fact]
    public void Every_column_is_a_property_by_the_name_it_shows()
    {
        using ModuleSession session = new();
        List<string> wrong = [];
        foreach ((string name, string[] columns) in s_columns)
        {
            PSObject sample = PSObject.AsPSObject(SampleObjects.Of(TypeOf(name)));
            wrong.AddRange(columns.Where(column => session.Run("param($o, $c) $null -ne $o.$c", sample, column).Texts is not ["True"]).Select(column => $"{name}.{column}"));
        }

        // What these show is told by the node that they hold.
        Assert.Equal(["SwarmTools.SwarmTopologyNode.Role", "SwarmTools.SwarmTopologyNode.State"], wrong);
    }

    [Fact]
    public void Tables_in_the_README_have_the_columns_that_users_see()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("README.md"));
        IEnumerable<string> headings = lines.Zip(lines.Skip(1)).Where(pair => Regex.IsMatch(pair.Second, "^ *-{2,}( +-+)+ *$")).Select(pair => pair.First);
        HashSet<string> views = [.. s_columns.Values.Select(columns => string.Join(' ', columns))];

        Assert.NotEmpty(headings);
        Assert.DoesNotContain(headings, heading => !views.Contains(string.Join(' ', heading.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    private static bool IsWithoutHeadings(string name) => name == "SwarmTools.SwarmLogEntry";

    private static Type TypeOf(string name) => s_core.Value.GetType(name, throwOnError: true)!;

    private static Assembly CoreOfModule()
    {
        using ModuleSession session = new();
        return ((Type)session.Run("[SwarmTools.SwarmService]").Output[0].BaseObject).Assembly;
    }

    private static object Set(object item, string property, object? value)
    {
        PropertyInfo found = item.GetType().GetProperty(property)!;
        PropertyInfo declared = found.DeclaringType!.GetProperty(property)!;
        declared.SetValue(item, value is int number && declared.PropertyType.IsEnum ? Enum.ToObject(declared.PropertyType, number) : value ?? Array.CreateInstance(declared.PropertyType.GetGenericArguments()[0], 0));
        return item;
    }

    private static IReadOnlyList<string> Render(int width, Type type, Func<object, object>? change = null)
    {
        using SizedSession console = new(width);
        object sample = SampleObjects.Of(type);
        return console.Show(change is null ? sample : change(sample));
    }

    // A column is empty where nothing stands under its heading.
    private static IEnumerable<string> Empty(string heading, IReadOnlyList<string> lines)
    {
        List<string> rows = [.. lines.SkipWhile(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)).Skip(1).Where(line => line.Trim().Length > 0)];
        string rule = lines.FirstOrDefault(line => line.TrimStart().StartsWith("--", StringComparison.Ordinal)) ?? "";
        return Regex.Matches(rule, "-+")
            .Where(column => !rows.Any(row => row.Length > column.Index && row[column.Index..Math.Min(row.Length, column.Index + column.Length)].Trim().Length > 0))
            .Select(column => heading[column.Index..Math.Min(heading.Length, column.Index + column.Length)].Trim() + string.Create(CultureInfo.InvariantCulture, $" at {column.Index}"));
    }
}
