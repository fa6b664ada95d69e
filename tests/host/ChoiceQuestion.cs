using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation.Host;

namespace SwarmTools.Host;

/// <summary>The words of a multiple choice question, and what an answer means.</summary>
internal sealed class ChoiceQuestion
{
    private readonly IReadOnlyList<ChoiceDescription> _choices;
    private readonly int _preset;

    public ChoiceQuestion(IReadOnlyList<ChoiceDescription> choices, int preset)
    {
        _choices = choices;
        _preset = preset;
        Prompt = string.Concat(choices.Select(choice => $"[{KeyOf(choice)}] {LabelOf(choice)}  "))
            + "[?] Help"
            + (preset < 0 ? ": " : $" (default is \"{KeyOf(choices[preset])}\"): ");
        Help = string.Join(Environment.NewLine, choices.Select(choice => $"{KeyOf(choice)} - {choice.HelpMessage}"));
    }

    /// <summary>For example <c>[Y] Yes  [N] No  [?] Help (default is "Y"): </c>.</summary>
    public string Prompt { get; }

    public string Help { get; }

    /// <summary>The index of the choice, or null if the answer is none of them.</summary>
    public int? Understand(string answer)
    {
        string text = answer.Trim();
        if (text.Length == 0)
        {
            return _preset < 0 ? null : _preset;
        }

        for (int index = 0; index < _choices.Count; index++)
        {
            if (IsSame(text, KeyOf(_choices[index])) || IsSame(text, LabelOf(_choices[index])))
            {
                return index;
            }
        }

        return null;
    }

    private static string LabelOf(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

    private static string KeyOf(ChoiceDescription choice)
    {
        int mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark < 0 || mark + 1 == choice.Label.Length
            ? LabelOf(choice)
            : choice.Label.Substring(mark + 1, 1).ToUpper(CultureInfo.InvariantCulture);
    }

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
