using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace SwarmTools.Bench;

/// <summary>A stack of 1,000 services in one file, and a second one that changes some of them.</summary>
internal sealed class StackFileBenchmark : IDisposable
{
    private const int Services = 1000;

    private readonly WorkingCopy _copy;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("swarmtools-bench-");
    private readonly string _file;
    private readonly string _changes;

    public StackFileBenchmark(WorkingCopy copy)
    {
        _copy = copy;
        _file = Write("stack.yml", Stack());
        _changes = Write("changes.yml", "services:\n" + string.Concat(Enumerable.Range(0, 10).Select(number =>
            string.Create(CultureInfo.InvariantCulture, $"  web{number:0000}:\n    image: registry.example.org/team/web:2\n    environment:\n      LEVEL: debug\n"))));
    }

    /// <summary>How many milliseconds both files take in a session that has read them before.</summary>
    public double Warm()
    {
        using ModuleSession session = new();
        session.Import(_copy.Manifest);
        void Read() => session.RunScript($"if ((Resolve-SwarmStackFile '{_file}', '{_changes}').Services.Count -ne {Services}) {{ throw 'services are missing' }}");
        Rounds.MedianOf(10, Read);
        return Rounds.MedianOf(15, Read).Milliseconds;
    }

    /// <summary>Whole processes that write the same as YAML, with PowerShell's own start.</summary>
    public Comparison Compare()
    {
        string script = Write("read.ps1", $"Resolve-SwarmStackFile '{_file}', '{_changes}' -AsYaml");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"Resolve-SwarmStackFile -AsYaml, {Services} services / docker stack config, processes"),
            Rounds.Run(
                warmUps: 1,
                rounds: 9,
                () => ChildProcess.Measure("dotnet", _copy.Host, "-Module", _copy.Manifest, "-File", script),
                () => DockerClient.Measure("stack", "config", "-c", _file, "-c", _changes)),
            1.5);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    // About 1 MB.
    private static string Stack()
    {
        StringBuilder text = new("services:\n");
        for (int number = 0; number < Services; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                  web{{number:0000}}:
                    image: registry.example.org/team/web{{number:0000}}:1.{{number}}.0
                    command: ["/bin/serve", "--port", "8080", "--name", "web{{number:0000}}"]
                    environment:
                      MODE: production
                      LEVEL: ${LEVEL:-info}
                      URL: "http://api.example.org/v1/{{number}}"
                    ports:
                      - "{{10000 + number}}:8080"
                    networks: [front, back]
                    secrets:
                      - db_password
                      - source: token
                        target: tok
                        mode: 0440
                    configs:
                      - app
                    volumes:
                      - data{{number % 20}}:/var/lib/data
                      - type: tmpfs
                        target: /tmp
                    healthcheck:
                      test: ["CMD", "true"]
                      interval: 10s
                      timeout: 3s
                      retries: 3
                    logging:
                      driver: json-file
                      options: {max-size: 10m, max-file: "3"}
                    deploy:
                      replicas: 2
                      update_config: {parallelism: 1, delay: 5s, order: start-first, monitor: 30s}
                      restart_policy: {condition: on-failure, delay: 5s}
                      resources:
                        limits: {cpus: "0.5", memory: 256M}
                        reservations: {memory: 64M}
                      placement:
                        constraints: [node.role == worker]
                      labels:
                        com.example.team: blue

                """);
        }

        text.Append("networks: {front: {}, back: {driver: overlay}}\nsecrets: {db_password: {external: true}, token: {external: true}}\nconfigs: {app: {external: true}}\nvolumes:\n");
        return text.AppendJoin("", Enumerable.Range(0, 20).Select(number => string.Create(CultureInfo.InvariantCulture, $"  data{number}: {{}}\n"))).ToString();
    }
}
