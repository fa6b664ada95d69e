using System.Linq;
using SwarmTools.Pipelines;

namespace SwarmTools.Core.Tests.Pipelines;

/// <summary>The list of errors that reports take their remedies from.</summary>
public sealed class ErrorRemediesTests
{
    [Fact]
    public void Every_error_has_a_remedy() => Assert.Empty(ErrorId.All.Where(id => ErrorRemedies.Of(id.Name).Length < 10).Select(id => id.Name));

    [Fact]
    public void A_remedy_is_the_last_cell_of_its_row() => Assert.Equal("Check the name with Get-SwarmService.", ErrorRemedies.Of("ServiceNotFound"));

    [Fact]
    public void What_is_no_error_has_none() => Assert.Equal("", ErrorRemedies.Of("NoSuchError"));
}
