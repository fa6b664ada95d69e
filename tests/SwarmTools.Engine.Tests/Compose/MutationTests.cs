using System;
using System.Collections.Generic;
using System.Diagnostics;
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

/// <summary>Compose files with pieces changed, taken out, doubled and mixed: whatever comes in, there is an answer with a place. SWARMTOOLS_MUTATIONS says how many are tried.</summary>
public class MutationTests
{
    private const long MostBytes = 256 * 1024 * 1024;

    private static readonly string[] s_pieces =
        ["{", "}", "[", "]", ":", ": ", "- ", "\n", "\t", "\"", "'", "|", ">", "&a ", "*a", "<<: ", "!reset ", "!!str ", "${", "$", "${A:-", "~", "0x", "1e9", "\u0000", "\ufeff", "\ud800", "---\n", "...\n", "%YAML 1.2\n", "? ", "#", "@", "`", "services:", "ports:", "x-a:", "null", "include: [a.yml]\n", "extends: {file: b.yml, service: a}", "env_file: c.env", "${AB:-$CD}"];

    [Fact]
    public void Whatever_a_file_says_there_is_an_answer_with_a_place()
    {
        int count = int.Parse(Environment.GetEnvironmentVariable("SWARMTOOLS_MUTATIONS") ?? "3000", CultureInfo.InvariantCulture);
        string[] seeds = [.. Directory.GetDirectories(Repository.PathOf("tests", "data", "compose")).Order(StringComparer.Ordinal).Select(folder => File.ReadAllText(Path.Combine(folder, "compose.yml")))];
        Random random = new(42);
        Stopwatch watch = new();
        for (int number = 0; number < count; number++)
        {
            string text = Mutated(seeds[random.Next(seeds.Length)], seeds, random);
            string other = Mutated(seeds[random.Next(seeds.Length)], seeds, random);
            List<SwarmStackFinding> findings = [];
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            watch.Restart();
            Exception? failure = Record.Exception(() => Read(text, new Machine(other), findings));
            Assert.True(failure is null, $"{number}: {failure}\n{text}");
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{number}: it took {watch.Elapsed}.\n{text}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - allocated < MostBytes, $"{number}: it took too much memory.\n{text}");
            Assert.All(findings, finding => Assert.True(finding is { File.Length: > 0, Line: > 0, Column: > 0, Message.Length: > 0 }, $"{number}: {finding}\n{text}"));
        }
    }

    private static void Read(string text, Machine machine, List<SwarmStackFinding> findings)
    {
        ComposeMapping? project = new ComposeReader(new Yaml(), machine, findings).Read([("compose.yml", text), ("again.yml", text)], CancellationToken.None);
        if (project is not null)
        {
            new ComposeChecks(machine, findings, []).Apply(project);
            new ComposeAdvice(findings).Apply(project);
            new Yaml().Write(DockerForm.Of(project));
            ComposeView.Of(project, () => "");
        }
    }

    private static string Mutated(string seed, string[] seeds, Random random)
    {
        StringBuilder text = new(seed);
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
