using System.Collections.Generic;
using System.Text;

namespace SwarmTools.Compose.Syntax;

/// <summary>Splits a command into its words as a shell does: quotes and backslashes keep them together, a <c>#</c> that begins a word begins a comment.</summary>
/// <remarks>As google/shlex, which docker uses: in double quotes a backslash takes away the meaning of what follows, in single quotes it is itself.</remarks>
internal static class ShellWords
{
    /// <exception cref="ComposeSyntaxException">A quote is not closed, or nothing follows the last backslash.</exception>
    public static IReadOnlyList<string> Split(string command)
    {
        List<string> words = [];
        StringBuilder? word = null;
        int position = 0;
        while (position < command.Length)
        {
            char next = command[position++];
            switch (next)
            {
                case ' ' or '\t' or '\r' or '\n':
                    Finish(words, ref word);
                    break;
                case '#' when word is null:
                    position = command.IndexOf('\n', position) is var end && end < 0 ? command.Length : end;
                    break;
                case '\'' or '"':
                    position = Quoted(command, position, next, word ??= new());
                    break;
                case '\\':
                    (word ??= new()).Append(position < command.Length ? command[position++] : throw new ComposeSyntaxException("nothing follows the backslash at the end."));
                    break;
                default:
                    (word ??= new()).Append(next);
                    break;
            }
        }

        Finish(words, ref word);
        return words;
    }

    private static int Quoted(string command, int position, char quote, StringBuilder word)
    {
        while (position < command.Length && command[position] != quote)
        {
            bool isEscape = command[position] == '\\' && quote == '"' && position + 1 < command.Length;
            word.Append(command[isEscape ? position + 1 : position]);
            position += isEscape ? 2 : 1;
        }

        return position < command.Length ? position + 1 : throw new ComposeSyntaxException($"the quote {quote} is not closed.");
    }

    private static void Finish(List<string> words, ref StringBuilder? word)
    {
        if (word is not null)
        {
            words.Add(word.ToString());
            word = null;
        }
    }
}
