using System;
using System.Management.Automation;

namespace SwarmTools.Host;

/// <summary>One line at the bottom of a terminal that shows the latest progress; nothing elsewhere.</summary>
internal sealed class ProgressLine(bool isShown)
{
    private const string Clear = "\r\u001b[K";
    private const int BarWidth = 20;

    private string _text = "";

    public void Show(ProgressRecord progress)
    {
        if (!isShown)
        {
            return;
        }

        if (progress.RecordType == ProgressRecordType.Completed)
        {
            Erase();
            return;
        }

        // One column short, so that the terminal does not wrap.
        string text = Fit(Describe(progress), Console.WindowWidth - 1);
        if (text != _text)
        {
            _text = text;
            Console.Out.Write(Clear + text);
        }
    }

    /// <summary>Makes room for other output; the next progress draws the line again.</summary>
    public void Erase()
    {
        if (_text.Length > 0)
        {
            _text = "";
            Console.Out.Write(Clear);
        }
    }

    private static string Describe(ProgressRecord progress)
    {
        string bar = progress.PercentComplete < 0 ? "" : $" {Bar(progress.PercentComplete)}";
        string operation = string.IsNullOrEmpty(progress.CurrentOperation) ? "" : $" {progress.CurrentOperation}";
        string left = progress.SecondsRemaining < 0 ? "" : $" {progress.SecondsRemaining} s left";
        return $"{progress.Activity}:{bar} {progress.StatusDescription}{operation}{left}";
    }

    private static string Bar(int percent)
    {
        int done = Math.Clamp(percent, 0, 100) * BarWidth / 100;
        return $"[{new string('#', done)}{new string('.', BarWidth - done)}] {percent}%";
    }

    private static string Fit(string text, int width)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= width ? line : line[..Math.Max(0, width)];
    }
}
