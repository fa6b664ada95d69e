using System;
using System.IO;
using System.Linq;
using System.Text;
using SwarmTools.Compose;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace SwarmTools.Engine.Compose;

/// <summary>Writes nodes as YAML. Texts that look like something else are quoted.</summary>
internal static class YamlWriter
{
    public static string Write(ComposeNode node)
    {
        using StringWriter text = new() { NewLine = "\n" };
        Emitter emitter = new(text, new EmitterSettings().WithIndentedSequences());
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(node, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    // Half a character, which an escape may make, cannot be written.
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private static void Emit(ComposeNode node, Emitter emitter)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, mapping.Entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (ComposeEntry entry in mapping.Entries)
                {
                    EmitText(entry.Key.Text, isQuoted: true, emitter);
                    Emit(entry.Value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ComposeSequence sequence:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, sequence.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (ComposeNode item in sequence.Items)
                {
                    Emit(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case ComposeScalar { IsNull: true }:
                emitter.Emit(new Scalar("null"));
                break;
            case ComposeScalar scalar:
                EmitText(scalar.Text, scalar.IsQuoted, emitter);
                break;
            default:
                break;
        }
    }

    private static void EmitText(string text, bool isQuoted, Emitter emitter) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, Whole(text), StyleOf(text, isQuoted), isPlainImplicit: true, isQuotedImplicit: true));

    private static ScalarStyle StyleOf(string text, bool isQuoted)
    {
        if (text.Any(c => c != '\n' && (char.IsControl(c) || c is '\u2028' or '\u2029')))
        {
            return ScalarStyle.DoubleQuoted;
        }

        if (text.IndexOf('\n') >= 0)
        {
            // A block keeps lines as they are, but its first one must not be indented, and the last one's end must be plain to see.
            bool isPlain = !char.IsWhiteSpace(text[0]) && !text.Contains(" \n") && text[^1] != ' ' && !text.EndsWith("\n\n", StringComparison.Ordinal);
            return isPlain ? ScalarStyle.Literal : ScalarStyle.DoubleQuoted;
        }

        bool isText = isQuoted || ScalarValue.OfPlain(text).Kind == ScalarKind.Text;
        return isText && ScalarValue.MayBeOther(text) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any;
    }
}
