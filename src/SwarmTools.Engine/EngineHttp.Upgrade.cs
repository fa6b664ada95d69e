using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using SwarmTools.Engine.Transport;

namespace SwarmTools.Engine;

/// <content>What is seldom asked: replacements, and connections that do not stay HTTP.</content>
internal sealed partial class EngineHttp
{
    /// <summary>Puts JSON, where the engine has a new one in the place of an old one.</summary>
    public async Task PutAsync(string path, JsonNode content, EngineSubject subject, CancellationToken stop)
    {
        using PooledBody body = await SendAsync(HttpMethod.Put, path, Encoding.UTF8.GetBytes(content.ToJsonString()), null, null, subject, stop).ConfigureAwait(false);
    }

    /// <summary>Makes a connection one that is no longer HTTP: the stream of the answer is read and written.</summary>
    /// <exception cref="SwarmException"><c>EndpointInvalid</c> where the platform cannot do that.</exception>
    public async Task<HttpResponseMessage> UpgradeAsync(string path, EngineSubject subject, CancellationToken stop)
    {
        EngineRequest request = new(
            HttpMethod.Post, path, version => new(HttpMethod.Post, $"/v{version}{path}") { Headers = { Connection = { "Upgrade" }, Upgrade = { new("tcp") } } });
        HttpResponseMessage answer = await _transport.SendAsync(request, stop).ConfigureAwait(false);
        try
        {
            if (answer.StatusCode != HttpStatusCode.SwitchingProtocols)
            {
                await RequireSuccessAsync(answer, subject, stop).ConfigureAwait(false);
            }

            // Windows PowerShell's own handler, which serves tcp there, reads answers only.
            return answer.StatusCode == HttpStatusCode.SwitchingProtocols && (await answer.Content.ReadAsStreamAsync().ConfigureAwait(false)).CanWrite
                ? answer
                : throw new SwarmException(
                    ErrorId.EndpointInvalid, $"The connection to '{settings.Name}' cannot carry what is sent to a container. In Windows PowerShell use a pipe or ssh, or PowerShell 7; a proxy on the way must let connections be upgraded.");
        }
        catch
        {
            // Whatever it was: nobody else closes it now.
            answer.Dispose();
            throw;
        }
    }
}
