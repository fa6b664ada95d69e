using System;
using System.Linq;
using System.Reflection;

namespace SwarmTools.Core.Tests;

public class ErrorIdTests
{
    [Fact]
    public void Every_id_has_the_name_of_its_field()
    {
        FieldInfo[] fields = typeof(ErrorId).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.NotEmpty(fields);
        Assert.All(fields, field => Assert.Equal(field.Name, ((ErrorId)field.GetValue(null)!).Name));
        Assert.Equal(fields.Length, ErrorId.All.Count);
    }

    [Fact]
    public void No_id_is_there_twice_even_without_case() =>
        Assert.Distinct(ErrorId.All.Select(id => id.Name), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Every_kind_has_an_id() =>
        Assert.Equal(Enum.GetValues<SwarmErrorKind>().Order(), ErrorId.All.Select(id => id.Kind).Distinct().Order());

    [Fact]
    public void An_id_names_a_cause_in_PascalCase() => Assert.All(ErrorId.All, id => Assert.Matches("^([A-Z][a-z]+)+$", id.Name));

    [Theory]
    [InlineData("NotFound", SwarmErrorKind.NotFound, nameof(ErrorId.ImageNotFound), nameof(ErrorId.PipeNotFound))]
    [InlineData("Exists", SwarmErrorKind.AlreadyExists)]
    [InlineData("InUse", SwarmErrorKind.Conflict)]
    [InlineData("Invalid", SwarmErrorKind.InvalidInput)]
    [InlineData("TimedOut", SwarmErrorKind.TimedOut)]
    public void Ids_that_end_alike_are_of_one_kind(string ending, SwarmErrorKind kind, params string[] except) => Assert.All(
        ErrorId.All.Where(id => id.Name.EndsWith(ending, StringComparison.Ordinal) && !except.Contains(id.Name)), id => Assert.Equal(kind, id.Kind));

    [Theory]
    [InlineData(SwarmErrorKind.NotManager, true)]
    [InlineData(SwarmErrorKind.Unreachable, true)]
    [InlineData(SwarmErrorKind.AccessDenied, true)]
    [InlineData(SwarmErrorKind.NotFound, false)]
    [InlineData(SwarmErrorKind.AlreadyExists, false)]
    [InlineData(SwarmErrorKind.InvalidInput, false)]
    [InlineData(SwarmErrorKind.Conflict, false)]
    [InlineData(SwarmErrorKind.TimedOut, false)]
    [InlineData(SwarmErrorKind.RolloutFailed, false)]
    [InlineData(SwarmErrorKind.EngineError, false)]
    public void Some_kinds_end_the_whole_command(SwarmErrorKind kind, bool ends) => Assert.All(
        ErrorId.All.Where(id => id.Kind == kind), id => Assert.Equal(ends, new SwarmException(id, "x").EndsCommand));

    [Fact]
    public void An_exception_knows_its_id_and_kind()
    {
        SwarmException failure = new(ErrorId.ServiceNotFound, "There is no service 'x'.");
        Assert.Equal(("ServiceNotFound", SwarmErrorKind.NotFound), (failure.ErrorId, failure.Kind));
        Assert.True(failure.Is(ErrorId.ServiceNotFound));
        Assert.False(failure.Is(ErrorId.NodeNotFound));
    }
}
