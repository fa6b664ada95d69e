using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using SwarmTools.Infrastructure;
using SwarmTools.Services;
using SwarmTools.Specs;
using SwarmTools.Syntax;

namespace SwarmTools.Commands;

/// <summary>A cmdlet with the options of a service. What is not given stays as it is.</summary>
public abstract partial class ServiceOptionsCmdlet : ServiceChangeCmdlet
{
    private protected ServiceOptionsCmdlet()
    {
    }

    /// <summary>What the parameters ask for.</summary>
    /// <exception cref="SwarmException">The ids of the syntaxes; nothing was sent.</exception>
    private protected virtual ServiceChange Gather(string image)
    {
        SpecEdits edits = new();
        AddContainer(edits);
        AddHealth(edits);
        AddSecurity(edits);
        AddResources(edits);
        AddPlacement(edits);
        AddPublishing(edits);
        AddRestart(edits);
        AddUpdates(edits);
        return new()
        {
            Edits = edits,
            Image = image,
            KeepTag = NoResolveImage,
            Networks = new("Network") { All = Read("-Network", CommaList.Join(Network), NetworkSyntax.Parse) },
            Secrets = new("Secret") { All = Read("-Secret", CommaList.Join(Secret), FileReferenceSyntax.Parse) },
            Configs = new("Config") { All = Read("-Config", CommaList.Join(Config), FileReferenceSyntax.Parse) },
            CredentialSpec = ReadOne("-CredentialSpec", CredentialSpec, value => Syntax.CredentialSpec.Parse(value, path => PathResolver.Read(this, path))),
        };
    }

    /// <summary>What a switch says; null when it was not given, for -X:$false is something else.</summary>
    private protected bool? Given(SwitchParameter value, string name) => MyInvocation.BoundParameters.ContainsKey(name) ? value.IsPresent : null;

    /// <summary>Reads the values of a parameter, which its errors name; null for what was not given.</summary>
    private protected static IReadOnlyList<T>? Read<T>(string parameter, IEnumerable<object>? values, Func<object, T> parse) =>
        ReadMany<T>(parameter, values, value => [parse(value)]);

    /// <summary>Reads the one value of a parameter, which its errors name; null for what was not given.</summary>
    private protected static T? ReadOne<T>(string parameter, object? value, Func<object, T> parse)
        where T : class => value is null ? null : Read(parameter, [value is PSObject wrapped ? wrapped.BaseObject : value], parse)![0];

    /// <summary>Reads the values of a parameter of which one may mean several items.</summary>
    private protected static IReadOnlyList<T>? ReadMany<T>(string parameter, IEnumerable<object>? values, Func<object, IEnumerable<T>> parse)
    {
        try
        {
            return values?.SelectMany(parse).ToList();
        }
        catch (SwarmException failure)
        {
            // The same syntax serves several parameters.
            throw failure.Of(parameter);
        }
    }

    private protected static IReadOnlyDictionary<string, string>? Pairs(string parameter, object[]? values) =>
        values is null ? null : PairSyntax.Parse(values, parameter);
}
