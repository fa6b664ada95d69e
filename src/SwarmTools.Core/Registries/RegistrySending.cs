namespace SwarmTools.Registries;

/// <summary>What the nodes are told of registry logins with a change of a service.</summary>
internal enum RegistrySending
{
    /// <summary>Nothing: they keep the login that the service has.</summary>
    Nothing,

    /// <summary>The login for the registry of the image.</summary>
    Login,

    /// <summary>To forget the login that the service has.</summary>
    Clear,
}
