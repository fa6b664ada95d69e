using SwarmTools.Pipelines;

namespace SwarmTools.Core.Tests.Pipelines;

/// <summary>Text of others in markdown.</summary>
public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("shop_web", "shop_web")]
    [InlineData("registry.example.com/shop/web:2.1", "registry.example.com/shop/web:2.1")]
    [InlineData("Env[MODE]", "Env\\[MODE\\]")]
    [InlineData("a|b", "a\\|b")]
    [InlineData("a\\|b", "a\\\\\\|b")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;")]
    [InlineData("![p](https://x)", "\\!\\[p\\](https&#58;//x)")]
    [InlineData("see www.example.com", "see www&#46;example.com")]
    [InlineData("@everyone &amp;", "&#64;everyone &amp;amp;")]
    [InlineData("ask mailto:a@example.com", "ask mailto:a&#64;example.com")]
    [InlineData("web:1.2@sha256:0a", "web:1.2@sha256:0a")]
    [InlineData("_a_ *b* `c` ~d~", "\\_a\\_ \\*b\\* \\`c\\` \\~d\\~")]
    [InlineData("# head", "\\# head")]
    [InlineData("- item", "\\- item")]
    [InlineData("\u001b[31mred", "\u241b\\[31mred")]
    [InlineData("##vso[task.complete]", "\\#\\# vso\\[task.complete\\]")]
    public void It_is_read_as_it_is_written(string text, string expected) => Assert.Equal(expected, MarkdownText.Of(text));
}
