using System;
using System.Collections;
using System.Globalization;
using System.Linq;

namespace SwarmTools.Syntax;

/// <summary>The SELinux label of the tasks: <c>user=U,role=R,type=T,level=L</c>, <c>disable</c>, or a hashtable with these keys.</summary>
internal sealed record SelinuxContext(bool Disable, string User, string Role, string Type, string Level)
{
    private const string Accepted = "Accepted is user=USER,role=ROLE,type=TYPE,level=LEVEL, any of them, or disable, or a hashtable with these keys.";

    public static SelinuxContext Parse(object value)
    {
        OptionBag options = value is IDictionary table
            ? OptionBag.From(table, ErrorId.OptionInvalid, Accepted)
            : OptionBag.Parse(TextOf(value), ErrorId.OptionInvalid, Accepted);
        SelinuxContext context = new(
            options.TakeFlag("disable"), options.Take("user") ?? "", options.Take("role") ?? "", options.Take("type") ?? "", options.Take("level") ?? "");
        options.RequireAllUsed();
        return context;
    }

    // Without quotes, PowerShell makes a list of what has commas.
    private static string TextOf(object value) => value is IEnumerable list and not string
        ? string.Join(",", list.Cast<object?>())
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
