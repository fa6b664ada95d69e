using System;

namespace SwarmTools.Engine;

/// <summary>A live connection to an engine: all ports in one. Operations take the narrowest port that serves them.</summary>
internal interface ISwarmEngine :
    ISystemApi, ISwarmApi, INodeApi, IServiceApi, ITaskApi, ISecretApi, IConfigApi, INetworkApi, IVolumeApi, IContainerApi, IImageApi, ILogApi, IEventApi, ILeafCertificates, IEndpointProbe, IDisposable
{
}
