using System;
using System.IO;
using System.Threading.Tasks;
using SwarmTools.Lab;

namespace SwarmTools.Integration;

/// <summary>An engine that takes TLS with client certificates only.</summary>
public sealed class TlsLab : IAsyncDisposable
{
    private TlsLab(LabSwarm lab, string certificates)
    {
        Lab = lab;
        Certificates = certificates;
        Strangers = Path.Combine(certificates, "strangers");
    }

    public LabSwarm Lab { get; }

    public string Uri => Lab.Manager.TcpUri;

    /// <summary>The folder with the certificates of the engine's own authority.</summary>
    public string Certificates { get; }

    /// <summary>A folder with those of another authority.</summary>
    public string Strangers { get; }

    public static async Task<TlsLab> StartAsync(string engine)
    {
        string folder = Directory.CreateTempSubdirectory("swarmtools-tls-").FullName;
        CertificateFolder.Write(folder, "not.known.yet");
        LabSwarm lab = await LabSwarm.StartAsync(new() { Engine = EngineStore.Get(engine), Certificates = folder });
        TlsLab tls = new(lab, folder);

        // The address is known only now.
        await tls.ServeAsync(lab.Manager.Address);
        CertificateFolder.Write(tls.Strangers, lab.Manager.Address);
        return tls;
    }

    /// <summary>Starts the engine again with a certificate for another name or address; the authority and the client are new ones as well.</summary>
    public async Task ServeAsync(string server)
    {
        CertificateFolder.Write(Certificates, server);
        await Lab.Manager.StopDaemonAsync();
        await Lab.Manager.StartDaemonAsync();
    }

    public string FileOf(string name) => Path.Combine(Certificates, name);

    public async ValueTask DisposeAsync()
    {
        await Lab.DisposeAsync();
        Directory.Delete(Certificates, recursive: true);
    }
}
