using System;
using System.Text;

namespace SwarmTools.Compose.Syntax;

/// <summary>Puts variables into one text: <c>$NAME</c>, <c>${NAME}</c>, with a default (<c>:-</c>, <c>-</c>), an alternative (<c>:+</c>, <c>+</c>) or an error (<c>:?</c>, <c>?</c>); <c>$$</c> is a dollar sign.</summary>
/// <remarks>
/// As docker/cli's template.go and, for alternatives and nested ones, the Compose Specification (12-interpolation.md). With a colon an empty value counts
/// as none. A brace inside closes the variable, unless that of another variable opened it; in defaults and the like a dollar sign that begins no variable is
/// itself: both as docker/cli reads them.
/// </remarks>
/// <param name="valueOf">The value of a variable; null for one that is not set.</param>
/// <param name="unset">Takes each variable that is not set, and has no default.</param>
internal sealed class Substitution(Func<string, string?> valueOf, Action<string> unset)
{
    /// <summary>Deeper than anybody nests defaults.</summary>
    private const int Deepest = 20;

    /// <summary>More letters than a swarm takes in one value.</summary>
    private const int Longest = 4 * 1024 * 1024;

    private static readonly string[] s_operators = [":-", ":+", ":?", "-", "+", "?"];

    /// <summary>The text with its variables replaced.</summary>
    /// <exception cref="ComposeSyntaxException">It cannot be read, or a variable is missing that must be set.</exception>
    public string Apply(string text) => text.IndexOf('$') < 0 ? text : Apply(text, depth: 0);

    private string Apply(string text, int depth)
    {
        if (depth > Deepest)
        {
            throw Invalid();
        }

        StringBuilder result = new(text.Length);
        int position = 0;
        while (position < text.Length)
        {
            if (text[position] != '$')
            {
                result.Append(text[position++]);
                continue;
            }

            position = Variable(text, position + 1, result, depth);
            if (result.Length > Longest)
            {
                throw new ComposeSyntaxException("What comes of this text is longer than 4 MB.");
            }
        }

        return result.ToString();
    }

    // What follows a dollar sign; returns where the text goes on.
    private int Variable(string text, int position, StringBuilder result, int depth)
    {
        char next = position < text.Length ? text[position] : ' ';
        if (next == '$')
        {
            result.Append('$');
            return position + 1;
        }

        bool isBraced = next == '{';
        int end = isBraced ? EndOfBraces(text, position + 1) : EndOfName(text, position);
        string? value = end <= position ? null : isBraced ? Braced(text[(position + 1)..end], depth) : ValueOrNothing(text[position..end]);
        if (value is null && depth == 0)
        {
            throw Invalid();
        }

        result.Append(value ?? "$");
        return value is null ? position : isBraced ? end + 1 : end;
    }

    // Null where it is no variable.
    private string? Braced(string inner, int depth)
    {
        int end = EndOfName(inner, 0);
        string name = inner[..end];
        string rest = inner[end..];
        if (name.Length == 0 || rest.Length == 0)
        {
            return name.Length == 0 ? null : ValueOrNothing(name);
        }

        if (Array.Find(s_operators, known => rest.StartsWith(known, StringComparison.Ordinal)) is not { } sign)
        {
            return null;
        }

        string word = rest[sign.Length..];
        string? value = valueOf(name);
        bool isThere = sign[0] == ':' ? !string.IsNullOrEmpty(value) : value is not null;
        return sign[^1] switch
        {
            '-' => isThere ? value! : Apply(word, depth + 1),
            '+' => isThere ? Apply(word, depth + 1) : "",
            _ => isThere ? value! : throw Missing(name, sign, Apply(word, depth + 1)),
        };
    }

    private string ValueOrNothing(string name)
    {
        if (valueOf(name) is { } value)
        {
            return value;
        }

        unset(name);
        return "";
    }

    // Negative where they are not closed, or too deep.
    private static int EndOfBraces(string text, int start)
    {
        int open = 1;
        for (int position = start; position < text.Length && open <= Deepest; position++)
        {
            if (text[position] == '$' && position + 1 < text.Length && text[position + 1] == '{' && EndOfName(text, position + 2) > position + 2)
            {
                open++;
                position++;
            }
            else if (text[position] == '}' && --open == 0)
            {
                return position;
            }
        }

        return -1;
    }

    private static int EndOfName(string text, int start)
    {
        int end = start;
        while (end < text.Length && (text[end] is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') || (end > start && text[end] is >= '0' and <= '9')))
        {
            end++;
        }

        return end;
    }

    // The text may be a password, and is not told.
    private static ComposeSyntaxException Invalid() =>
        new("A $ in this text begins no variable. Write $$ for a dollar sign; variables are $NAME, ${NAME}, ${NAME:-default}, ${NAME:+alternative} and ${NAME:?error}.");

    private static ComposeSyntaxException Missing(string name, string sign, string word) => new(
        $"The variable '{name}' {(sign[0] == ':' ? "is not set, or empty" : "is not set")}{(word.Length > 0 ? $": {word}" : ", and has to be")}.");
}
