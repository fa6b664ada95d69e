using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace SwarmTools.Specs;

/// <summary>Gathers edits; what was not asked for, null, adds none.</summary>
internal sealed class SpecEdits
{
    private readonly List<SpecEdit> _all = [];

    public IReadOnlyList<SpecEdit> All => _all;

    public void Add(SpecEdit edit) => _all.Add(edit);

    public void AddRange(IEnumerable<SpecEdit> edits) => _all.AddRange(edits);

    /// <summary>Adds edits of one part of a spec, and before them that which writes the defaults of the part; none when there are none.</summary>
    public void AddOver(Func<string, SpecEdit> defaults, SpecEdits edits)
    {
        if (edits.All.Count > 0)
        {
            _all.Add(defaults(edits.All[0].Parameter));
            _all.AddRange(edits.All);
        }
    }

    public void Set<T>(ValueOption<T> option, string parameter, T? value)
        where T : class
    {
        if (value is not null)
        {
            _all.Add(option.Set(parameter, value));
        }
    }

    public void Set<T>(ValueOption<T> option, string parameter, T? value)
        where T : struct
    {
        if (value is { } given)
        {
            _all.Add(option.Set(parameter, given));
        }
    }

    public void Replace<T>(ListOption<T> option, string parameter, IEnumerable<T>? items)
    {
        if (items is not null)
        {
            _all.Add(option.Replace(parameter, [.. items]));
        }
    }

    public void Put<T>(ListOption<T> option, string parameter, IEnumerable<T>? items) => _all.AddRange((items ?? []).Select(item => option.Put(parameter, item)));

    public void Remove<T>(ListOption<T> option, string parameter, IEnumerable<string>? names) => _all.AddRange((names ?? []).Select(name => option.Remove(parameter, name)));

    public void RemoveWhere<T>(ListOption<T> option, string parameter, IEnumerable<Func<JsonNode, bool>>? meant) => _all.AddRange((meant ?? []).Select(isMeant => option.RemoveWhere(parameter, isMeant)));

    public void Replace(MapOption option, string parameter, IReadOnlyDictionary<string, string>? pairs)
    {
        if (pairs is not null)
        {
            _all.Add(option.Replace(parameter, pairs));
        }
    }

    public void Put(MapOption option, string parameter, IReadOnlyDictionary<string, string>? pairs) =>
        _all.AddRange((pairs ?? Empty.Labels).Select(pair => option.Put(parameter, pair.Key, pair.Value)));

    public void Remove(MapOption option, string parameter, IEnumerable<string>? keys) => _all.AddRange((keys ?? []).Select(key => option.Remove(parameter, key)));

    /// <summary>Refuses what the engine is too old for: it would drop it in silence.</summary>
    /// <exception cref="SwarmException"><c>EngineTooOld</c>.</exception>
    public void RequireApi(Version? engine)
    {
        SpecEdit? newest = _all.Where(edit => edit.Since is not null).OrderByDescending(edit => edit.Since).FirstOrDefault();
        if (newest is not null)
        {
            EngineApi.Require(newest.Parameter, newest.Since!, engine);
        }
    }
}
