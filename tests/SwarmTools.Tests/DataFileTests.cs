using System;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Which files become which secrets and configs.</summary>
public sealed class DataFileTests : CmdletTests
{
    [Fact]
    public void Where_one_path_is_missing_the_file_of_another_does_not_take_its_name()
    {
        using TemporaryFolder folder = new();
        folder.Write("there.txt", "x");

        ScriptResult result = Run("param($folder) Add-SwarmSecret db -Path \"$folder/missing.txt\", \"$folder/there.txt\"", folder.Path);

        Assert.Equal(["FileNotFound"], result.ErrorIds);
        Assert.DoesNotContain(Engine.Requests, request => request.Method == "POST");
    }

    [Fact]
    public void A_name_for_which_no_file_matches_is_an_error()
    {
        using TemporaryFolder folder = new();

        ScriptResult result = Run("param($folder) Add-SwarmSecret db -Path \"$folder/no*\"", folder.Path);

        Assert.Equal(["FileNotFound"], result.ErrorIds);
        Assert.Contains("'db'", result.Error.Exception.Message, StringComparison.Ordinal);
    }
}
