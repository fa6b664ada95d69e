using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SwarmTools.Engine.Compose;

/// <summary>Reads YAML with YamlDotNet's parser, and writes it. Of the parser only its events: objects lose places, tags and the order of keys.</summary>
internal sealed class Yaml : IYaml
{
    /// <summary>From how many letters on it is worth a second thread.</summary>
    private const int Long = 50_000;

    public string Write(ComposeNode node) => YamlWriter.Write(node);

    public ComposeNode? Read(string text, string file, ICollection<SwarmStackFinding> findings, CancellationToken stop)
    {
        const char ByteOrderMark = '\ufeff';
        using StringReader reader = new(text.Length > 0 && text[0] == ByteOrderMark ? text[1..] : text);
        Parser alone = new(new Scanner(reader, skipComments: true));
        using ParserAhead? ahead = text.Length > Long ? new(alone) : null;
        IParser parser = ahead ?? (IParser)alone;
        try
        {
            return ReadOne(parser, file, findings, stop);
        }
        catch (YamlException failure)
        {
            (ComposePosition at, string message) = failure.Message.Contains(" tab ") && Tab(text, file) is { } tab
                ? (tab, "A line is indented with a tab. YAML takes spaces only.")
                : (PositionOf(file, failure.Start), $"This is no YAML: {failure.Message}");
            findings.Add(SwarmStackSeverity.Error, at, "", message);
        }
        catch (ArgumentException)
        {
            // What the scanner throws of a tag that is no address (18.1).
            findings.Add(SwarmStackSeverity.Error, PositionOf(file, parser.Current?.End ?? Mark.Empty), "", "This is no YAML: after this place a tag ('!...') is none that can be.");
        }
        catch (InvalidOperationException)
        {
            // What the scanner throws where a flow collection is not closed before the next key (18.1).
            findings.Add(SwarmStackSeverity.Error, PositionOf(file, parser.Current?.End ?? Mark.Empty), "", "This is no YAML: something is not closed after this place, such as a bracket or a brace.");
        }

        return null;
    }

    private static ComposeNode? ReadOne(IParser parser, string file, ICollection<SwarmStackFinding> findings, CancellationToken stop)
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            return null;
        }

        parser.Consume<DocumentStart>();
        ComposeNode? root = new YamlDocument(parser, file, findings, stop).Read();
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out _) && parser.Current is DocumentStart second)
        {
            findings.Add(SwarmStackSeverity.Error, PositionOf(file, second.Start), "", "A second document begins here, and would not be read. Put it into a file of its own.");
        }

        return root;
    }

    /// <summary>The place of a mark, which counts from 0 before anything was read.</summary>
    public static ComposePosition PositionOf(string file, Mark at) => new(file, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column));

    private static ComposePosition? Tab(string text, string file)
    {
        using StringReader lines = new(text);
        for (int number = 1; lines.ReadLine() is { } line; number++)
        {
            if (line.TrimStart(' ') is ['\t', ..])
            {
                return new(file, number, line.IndexOf('\t') + 1);
            }
        }

        return null;
    }
}
