using System;

namespace SwarmTools.Lab;

/// <summary>The lab cannot do what it was asked to; the message says what to do.</summary>
public sealed class LabException(string message) : Exception(message);
