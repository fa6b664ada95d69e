using System;
using System.Collections.Generic;
using System.Security;

namespace SwarmTools.Engine.Mapping;

/// <summary>Reads a swarm.</summary>
internal static class SwarmMapper
{
    /// <summary>Reads a swarm. The join tokens beside the spec are passed over and kept nowhere.</summary>
    public static Swarm Read(ref JsonCursor json, EngineDescription info)
    {
        SwarmFields swarm = new();
        json.Object(swarm, TakeProperty);
        return swarm.ToSwarm(info);
    }

    /// <summary>Reads the join tokens and nothing else.</summary>
    public static SwarmJoinTokens ReadTokens(ref JsonCursor json)
    {
        Dictionary<string, string> tokens = new(StringComparer.Ordinal);
        json.Object(tokens, TakeTokens);
        return new() { Worker = Seal(tokens, "Worker"), Manager = Seal(tokens, "Manager") };
    }

    /// <summary>Reads the key that unlocks managers.</summary>
    public static SecureString ReadUnlockKey(ref JsonCursor json)
    {
        Dictionary<string, string> key = new(StringComparer.Ordinal);
        json.Object(key, static (ref JsonCursor inner, Dictionary<string, string> into) =>
        {
            into[inner.PropertyName()] = inner.Text();
            return true;
        });
        return Seal(key, "UnlockKey");
    }

    private static bool TakeProperty(ref JsonCursor json, SwarmFields swarm)
    {
        if (swarm.Take(ref json))
        {
            return true;
        }

        if (json.Is("Spec"u8))
        {
            swarm.Spec = json.Object(swarm, TakeSpec).ToArray();
        }
        else if (json.Is("DefaultAddrPool"u8))
        {
            swarm.DefaultAddressPool = json.Texts();
        }
        else if (json.Is("SubnetSize"u8))
        {
            swarm.SubnetSize = (int)json.Number();
        }
        else if (json.Is("DataPathPort"u8))
        {
            swarm.DataPathPort = (int)json.Number();
        }
        else if (json.Is("TLSInfo"u8))
        {
            swarm.Trust = TrustMapper.Read(ref json);
        }
        else if (json.Is("RootRotationInProgress"u8))
        {
            swarm.RootRotationInProgress = json.Flag();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeSpec(ref JsonCursor json, SwarmFields swarm)
    {
        if (swarm.TakeOfSpec(ref json))
        {
            return true;
        }

        if (json.Is("Raft"u8))
        {
            json.Object(swarm, TakeRaft);
        }
        else if (json.Is("Orchestration"u8))
        {
            json.Object(swarm, TakeOrchestration);
        }
        else if (json.Is("Dispatcher"u8))
        {
            json.Object(swarm, TakeDispatcher);
        }
        else if (json.Is("CAConfig"u8))
        {
            json.Object(swarm, TakeCertificates);
        }
        else if (json.Is("EncryptionConfig"u8))
        {
            json.Object(swarm, TakeEncryption);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeOrchestration(ref JsonCursor json, SwarmFields swarm)
    {
        if (json.Is("TaskHistoryRetentionLimit"u8))
        {
            swarm.TaskHistoryLimit = json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeRaft(ref JsonCursor json, SwarmFields swarm)
    {
        if (json.Is("SnapshotInterval"u8))
        {
            swarm.SnapshotInterval = json.Number();
        }
        else if (json.Is("KeepOldSnapshots"u8))
        {
            swarm.MaxSnapshots = json.Number();
        }
        else if (json.Is("ElectionTick"u8))
        {
            swarm.ElectionTick = (int)json.Number();
        }
        else if (json.Is("HeartbeatTick"u8))
        {
            swarm.HeartbeatTick = (int)json.Number();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeDispatcher(ref JsonCursor json, SwarmFields swarm)
    {
        if (json.Is("HeartbeatPeriod"u8))
        {
            swarm.DispatcherHeartbeat = json.Duration();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeCertificates(ref JsonCursor json, SwarmFields swarm)
    {
        if (json.Is("NodeCertExpiry"u8))
        {
            swarm.CertificateExpiry = json.Duration();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeEncryption(ref JsonCursor json, SwarmFields swarm)
    {
        if (json.Is("AutoLockManagers"u8))
        {
            swarm.AutoLock = json.Flag();
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool TakeTokens(ref JsonCursor json, Dictionary<string, string> tokens)
    {
        if (!json.Is("JoinTokens"u8))
        {
            return false;
        }

        json.Object(tokens, static (ref JsonCursor inner, Dictionary<string, string> into) =>
        {
            into[inner.PropertyName()] = inner.Text();
            return true;
        });
        return true;
    }

    private static SecureString Seal(Dictionary<string, string> tokens, string role)
    {
        SecureString sealedToken = new();
        foreach (char c in tokens.TryGetValue(role, out string? token) ? token : "")
        {
            sealedToken.AppendChar(c);
        }

        sealedToken.MakeReadOnly();
        return sealedToken;
    }
}
