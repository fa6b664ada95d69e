using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace SwarmTools.Lab;

/// <summary>A number that no other lab of this machine has now: it decides the addresses, the folder and the names.</summary>
internal sealed class LabNumber : IDisposable
{
    private const int Most = 200;

    private readonly FileStream _lock;

    private LabNumber(int value, FileStream held)
    {
        Value = value;
        _lock = held;
    }

    public int Value { get; }

    /// <summary>The folder of everything the lab writes.</summary>
    public string Folder => Path.Combine(Path.GetTempPath(), Name);

    public string Name => "swarmtools-lab-" + Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>The host's end of the cable to the lab.</summary>
    public string HostLink => "swarmlab" + Value.ToString(CultureInfo.InvariantCulture);

    public string AddressOf(int host) => string.Create(CultureInfo.InvariantCulture, $"10.77.{Value}.{host}");

    /// <summary>Takes the first free number, and removes what a lab that was killed left there.</summary>
    public static async Task<LabNumber> TakeAsync()
    {
        for (int value = 1; value <= Most; value++)
        {
            if (TryLock(value) is { } number)
            {
                await number.CleanAsync().ConfigureAwait(false);
                Directory.CreateDirectory(number.Folder);
                return number;
            }
        }

        throw new LabException($"{Most} labs run on this machine already.");
    }

    /// <summary>Removes the folder, the cable and the control groups.</summary>
    public async Task CleanAsync()
    {
        if (Directory.Exists("/sys/class/net/" + HostLink))
        {
            await Command.ShellAsync("ip link del \"$1\" || true", HostLink).ConfigureAwait(false);
        }

        ControlGroups.Remove(Name);
        await Command.ShellAsync("rm -rf \"$1\"", Folder).ConfigureAwait(false);
    }

    public void Dispose() => _lock.Dispose();

    private static LabNumber? TryLock(int value)
    {
        string file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"swarmtools-lab-{value}.lock"));
        try
        {
            return new(value, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
