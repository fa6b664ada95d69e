using System;
using System.Formats.Tar;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using SwarmTools.Volumes;

namespace SwarmTools.Core.Tests.Volumes;

public class ArchiveReaderTests
{
    private static readonly string s_long = new string('x', 90) + "/" + new string('y', 90) + "/" + new string('z', 90);

    [Theory]
    [InlineData(TarEntryFormat.Gnu, false)]
    [InlineData(TarEntryFormat.Gnu, true)]
    [InlineData(TarEntryFormat.Pax, false)]
    [InlineData(TarEntryFormat.Ustar, true)]
    public async Task Archives_of_all_forms_are_read_packed_or_not(TarEntryFormat format, bool isPacked)
    {
        string path = format == TarEntryFormat.Ustar ? "a/b" : s_long;
        using Stream archive = Archive(format, isPacked, (path, TarEntryType.RegularFile, "12345"), ("link", TarEntryType.SymbolicLink, "a/b"));
        Assert.Equal(new(2, 5, HasRoot: true, OutsideLink: ""), await CheckAsync(archive));
    }

    [Theory]
    [InlineData(TarEntryFormat.Gnu)]
    [InlineData(TarEntryFormat.Pax)]
    public async Task Long_names_are_checked_as_well(TarEntryFormat format)
    {
        using Stream archive = Archive(format, false, (s_long + "/../../../../x", TarEntryType.RegularFile, ""));
        Assert.Contains("'..'", await RefusedAsync(archive), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_ends_too_soon_is_damaged(bool isPacked)
    {
        using MemoryStream archive = Archive(TarEntryFormat.Gnu, isPacked, ("a", TarEntryType.RegularFile, new string('1', 5000)));
        archive.SetLength(archive.Length / 3);
        Assert.Contains("damaged", await RefusedAsync(archive), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_with_something_behind_its_end_is_refused_for_others_might_read_on()
    {
        using MemoryStream archive = Archive(TarEntryFormat.Gnu, false);
        using MemoryStream hidden = Archive(TarEntryFormat.Gnu, false, ("b", TarEntryType.RegularFile, ""));
        archive.Position = archive.Length;
        hidden.Position = 0;
        hidden.CopyTo(archive);
        Assert.Contains("behind its end", await RefusedAsync(archive), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_archive_is_named_so()
    {
        using MemoryStream archive = new(Encoding.ASCII.GetBytes(new string('?', 2000)));
        Assert.Contains("damaged, or none", await RefusedAsync(archive), StringComparison.Ordinal);
    }

    private static Task<ArchiveSummary> CheckAsync(Stream archive)
    {
        archive.Position = 0;
        return ArchiveReader.CheckAsync(archive, allowsOutsideLinks: false, TestContext.Current.CancellationToken);
    }

    private static async Task<string> RefusedAsync(Stream archive)
    {
        SwarmException failure = await Assert.ThrowsAsync<SwarmException>(() => CheckAsync(archive));
        Assert.Equal("ArchiveInvalid", failure.ErrorId);
        return failure.Message;
    }

    private static MemoryStream Archive(TarEntryFormat format, bool isPacked, params (string Path, TarEntryType Type, string Content)[] entries) =>
        TestArchive.Of(format, isPacked, entries);
}
