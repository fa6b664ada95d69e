using System;
using System.IO;
using System.Linq;

namespace SwarmTools.Tests;

/// <summary>Where compose files come from, and what they are called in findings.</summary>
public sealed class StackFilePlaceTests : StackFolderTests
{
    [Fact]
    public void Files_come_from_the_pipeline_and_as_text()
    {
        Write("a.yml", "services: {web: {image: x}}");
        Assert.Contains("image: x", Run("param($path) [pscustomobject]@{ PSPath = $path } | Resolve-SwarmStackFile -AsYaml", PathOf("a.yml")).Texts.Single(), StringComparison.Ordinal);
        Assert.Contains("image: z", Run("Resolve-SwarmStackFile -Text 'services:', '  web: {image: z}' -AsYaml").Texts.Single(), StringComparison.Ordinal);
        Assert.Contains("image: ${TAG}", Run("Resolve-SwarmStackFile -Text 'services: {web: {image: \"${TAG}\"}}' -AsYaml -NoInterpolation").Texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_and_files_come_from_the_pipeline()
    {
        Write("a.yml", "services: {web: {image: x, privileged: true}}");
        Write("b.yml", "services: {web: {image: z}}");
        foreach (string piped in new[] { "$paths", "$paths | ForEach-Object { [System.IO.FileInfo]$_ }", "$paths | ForEach-Object { [pscustomobject]@{ PSPath = $_ } }" })
        {
            ScriptResult read = Run($"param($paths) {piped} | Resolve-SwarmStackFile -AsYaml -WarningAction SilentlyContinue; @({piped} | Test-SwarmStackFile | Where-Object Severity -eq Warning).Count", [new[] { PathOf("a.yml"), PathOf("b.yml") }]);
            Assert.Empty(read.Errors);
            Assert.Contains("image: z", read.Texts[0], StringComparison.Ordinal);
            Assert.Equal("1", read.Texts[1]);
        }
    }

    [Fact]
    public void A_place_is_told_from_the_current_folder_on_and_each_only_once()
    {
        Directory.CreateDirectory(PathOf("sub"));
        Write("sub/a.yml", "include: [b.yml, c.yml]\nservices: {web: {image: x, extends: {file: a.yml, service: base}}, base: {image: y, privileged: true}}");
        Write("sub/b.yml", "include: [d.yml]");
        Write("sub/c.yml", "include: [d.yml]");
        Write("sub/d.yml", "services: {d: {image: x, privileged: true}}");
        ScriptResult read = Run("param($folder) $before = $ExecutionContext.SessionState.Path.CurrentLocation; [void]$ExecutionContext.SessionState.Path.SetLocation($folder); Resolve-SwarmStackFile sub/a.yml -WarningAction SilentlyContinue -WarningVariable told | Out-Null; [void]$ExecutionContext.SessionState.Path.SetLocation($before); $told", Folder);
        Assert.Empty(read.Errors);
        Assert.Equal(["sub/a.yml:2:85: services.web.privileged", $"{PathOf("sub/d.yml")}:1:26: services.d.privileged"], read.Texts.Select(text => text.Split(": '")[0]));
    }

    [Fact]
    public void Files_of_one_name_are_told_apart()
    {
        Directory.CreateDirectory(PathOf("one"));
        Directory.CreateDirectory(PathOf("two"));
        string[] paths = [.. new[] { "one", "two" }.Select(folder => Write(folder + "/compose.yml", "services: {web: {image: x, " + (folder == "one" ? "privileged: true" : "shm_size: 1g") + ", extends: {file: ../base.yml, service: b}}}"))];
        Write("base.yml", "services: {b: {image: x}}");
        ScriptResult read = Run("param($folder, $paths) $before = $ExecutionContext.SessionState.Path.CurrentLocation; [void]$ExecutionContext.SessionState.Path.SetLocation($folder); Resolve-SwarmStackFile $paths -WarningAction SilentlyContinue -WarningVariable told | Out-Null; [void]$ExecutionContext.SessionState.Path.SetLocation($before); $told", PathOf("two"), paths);
        Assert.Empty(read.Errors);
        Assert.Equal(paths.Select(path => path + ":1:28"), read.Texts.Select(text => text.Split(": services")[0]));
    }

    [Fact]
    public void Without_one_of_its_files_nothing_is_returned()
    {
        Write("a.yml", "services: {web: {image: x}}");
        ScriptResult read = Run("param($a, $b) Resolve-SwarmStackFile $a, $b -AsYaml", PathOf("a.yml"), PathOf("none.yml"));
        Assert.Equal(["FileNotFound"], read.ErrorIds);
        Assert.Empty(read.Output);
    }
}
