using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using SwarmTools.Compose;
using SwarmTools.Compose.Nodes;
using SwarmTools.Engine.Compose;
using SwarmTools.Testing;

namespace SwarmTools.Engine.Tests.Compose;

/// <summary>
/// Compose files with pieces changed, taken out, mixed, and doubled ten thousand times: whatever comes in, there is an answer with a place, soon and in little
/// memory, and what is written of it is read again as it was. SWARMTOOLS_MUTATIONS says how many are tried.
/// </summary>
[Collection(MeasuredTests.Name)]
public class MutationTests
{
    private const long MostBytes = 256 * 1024 * 1024;

    /// <summary>One file of so many is made large.</summary>
    private const int LargeOnes = 150;

    // A second, and another one for what else a machine does that runs tests.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private static readonly string[] s_pieces =
        ["{", "}", "[", "]", ":", ": ", "- ", "\n", "\t", "\"", "'", "|", ">", "&a ", "*a", "<<: ", "!reset ", "!!str ", "${", "$", "${A:-", "~", "0x", "1e9", "\u0000", "\ufeff", "\ud800", "---\n", "...\n", "%YAML 1.2\n", "? ", "#", "@", "`", "services:", "ports:", "x-a:", "null", "include: [a.yml]\n", "extends: {file: b.yml, service: a}", "env_file: c.env", "${AB:-$CD}"];

    private static readonly string[] s_largePieces =
        ["1-65535,", "'1-65535:1-65535', ", "1", "0x1", "9.", "1s", "-1:30", "[", "{a: ", "- ", "x, ", "? ", "!reset ", "<<: *a\n", "&a ", "$AB", "${AB:-", "}", "$$", "a.yml, ", "{path: a.yml, env_file: c.env}, ", "\n", " ", "'", "\"", "\\", "#\n", "A=1, ", "%{", "é", "\ud83d\ude00"];

    [Fact]
    public void Whatever_a_file_says_there_is_an_answer_with_a_place()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("SWARMTOOLS_MUTATIONS") ?? "3000", CultureInfo.InvariantCulture);
        string[] seeds = [.. Directory.GetDirectories(Repository.PathOf("tests", "data", "compose")).Order(StringComparer.Ordinal).Select(folder => File.ReadAllText(Path.Combine(folder, "compose.yml")))];
        Random random = new(42);
        for (int number = 0; number < count; number++)
        {
            string text = Mutated(seeds[random.Next(seeds.Length)], seeds, random);
            string other = Mutated(seeds[random.Next(seeds.Length)], seeds, random);
            List<SwarmStackFinding> findings = [];
            using MemoryPeak peak = new();
            WorkWatch watch = new();
            Exception? failure = Record.Exception(() => Read(text, new Machine(other), findings));
            Assert.True(failure is null, $"{number}: {failure}\n{Shown(text)}");
            Assert.True(watch.Elapsed < s_longest, $"{number}: it took {watch.Elapsed}.\n{Shown(text)}");
            Assert.True(peak.Bytes < MostBytes, $"{number}: it took {peak.Bytes} bytes.\n{Shown(text)}");
            Assert.All(findings, finding => Assert.True(finding is { File.Length: > 0, Line: > 0, Column: > 0, Message.Length: > 0 }, $"{number}: {finding}\n{Shown(text)}"));
        }
    }

    private static void Read(string text, Machine machine, List<SwarmStackFinding> findings)
    {
        ComposeMapping? project = new ComposeReader(new Yaml(), machine, findings).Read([("compose.yml", text), ("again.yml", text)], CancellationToken.None);
        if (project is not null)
        {
            new ComposeChecks(machine, findings, []).Apply(project);
            new ComposeAdvice(findings).Apply(project);
            ComposeView.Of(project, () => "");
            ComposeMapping written = DockerForm.Of(project);
            List<SwarmStackFinding> again = [];
            ComposeNode? read = new Yaml().Read(new Yaml().Write(written), "written.yml", again, CancellationToken.None);
            Assert.Empty(again);
            Assert.True(IsSame(written, read), "What is written is read as something else.");
        }
    }

    // Half a character cannot be written.
    private static bool IsSame(ComposeNode? one, ComposeNode? other) => (one, other) switch
    {
        (ComposeMapping first, ComposeMapping second) => first.Entries.Count == second.Entries.Count
            && first.Entries.Zip(second.Entries).All(pair => Whole(pair.First.Key.Text) == pair.Second.Key.Text && IsSame(pair.First.Value, pair.Second.Value)),
        (ComposeSequence first, ComposeSequence second) => first.Items.Count == second.Items.Count && first.Items.Zip(second.Items).All(pair => IsSame(pair.First, pair.Second)),
        (ComposeScalar first, ComposeScalar second) when ScalarValue.Of(first) is var value => ScalarValue.Of(second) == value with { Text = Whole(value.Text) },
        _ => false,
    };

    private static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Shown(string text) => text.Length < 5_000 ? text : text[..5_000] + "...";

    private static string Mutated(string seed, string[] seeds, Random random)
    {
        StringBuilder text = new(seed);
        if (random.Next(LargeOnes) == 0)
        {
            int at = random.Next(text.Length);
            string piece = random.Next(2) == 0 ? s_largePieces[random.Next(s_largePieces.Length)] : text.ToString(at, Math.Min(random.Next(1, 60), text.Length - at));
            text.Insert(random.Next(text.Length), string.Concat(Enumerable.Repeat(piece, 10_000)));
        }

        for (int change = random.Next(1, 6); change > 0 && text.Length > 0; change--)
        {
            int at = random.Next(text.Length);
            int length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 2:
                    text[at] = (char)random.Next(1, 0x180);
                    break;
                case 3:
                    string other = seeds[random.Next(seeds.Length)];
                    int from = random.Next(other.Length);
                    text.Insert(at, other.AsSpan(from, Math.Min(random.Next(40), other.Length - from)));
                    break;
                default:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    /// <summary>A machine that has every file: another mutated one, or variables. Half of all variables are set.</summary>
    private sealed class Machine(string other) : IComposeInput
    {
        public string Directory => "/stack";

        public string? Variable(string name) => name.Length % 2 == 0 ? "$" + name : null;

        public byte[]? ReadFile(string path) => Encoding.UTF8.GetBytes(path.EndsWith("yml", StringComparison.Ordinal) ? other : "A=1\nB\nC=\"x\"\n");

        public bool HasFile(string path) => true;
    }
}
