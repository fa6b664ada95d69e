using SwarmTools.Compose.Syntax;

namespace SwarmTools.Core.Tests.Compose;

public class ShellWordsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("one two  three", "one|two|three")]
    [InlineData("one \"two three\" 'four five'", "one|two three|four five")]
    [InlineData("a\"b c\"d", "ab cd")]
    [InlineData("a\\ b", "a b")]
    [InlineData("\"a\\\"b\" 'c\\d'", "a\"b|c\\d")]
    [InlineData("one '' two", "one||two")]
    [InlineData("one # comment\ntwo#not", "one|two#not")]
    [InlineData("sh -c 'echo $HOME; exit 1'", "sh|-c|echo $HOME; exit 1")]
    public void Words_are_those_of_a_shell(string command, string expected) => Assert.Equal(expected, string.Join("|", ShellWords.Split(command)));

    [Theory]
    [InlineData("one 'two")]
    [InlineData("\"")]
    [InlineData("one\\")]
    public void What_is_not_closed_is_refused(string command) => Assert.Throws<ComposeSyntaxException>(() => ShellWords.Split(command));
}
