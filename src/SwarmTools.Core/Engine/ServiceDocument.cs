using System;
using System.Text.Json.Nodes;

namespace SwarmTools.Engine;

/// <summary>The whole object that an engine keeps of a service.</summary>
/// <param name="Json">The object.</param>
/// <param name="Api">The API version it was read at: an engine shows no more than its own version knows.</param>
internal sealed record ServiceDocument(JsonObject Json, Version Api);
