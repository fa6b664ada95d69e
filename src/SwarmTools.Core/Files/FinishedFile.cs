using System.IO;

namespace SwarmTools.Files;

/// <summary>A file that was written beside its place, and is whole now.</summary>
internal static class FinishedFile
{
    /// <summary>Puts it in its place in one step, over a file that is there.</summary>
    public static void Put(string written, string place)
    {
        if (File.Exists(place))
        {
            File.Replace(written, place, destinationBackupFileName: null);
        }
        else
        {
            File.Move(written, place);
        }
    }
}
