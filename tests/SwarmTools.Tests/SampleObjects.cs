using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SwarmTools.Tests;

/// <summary>Objects of public types whose properties are all filled, as far as what is shown of them goes with what is long.</summary>
internal static class SampleObjects
{
    // 60 characters, some of which are not ASCII.
    public const string LongName = "shop-pr\u00fcfstand_der-l\u00e4ngste.name-den_man-sich_nur-denken_kann.12";

    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private const int Deepest = 5;

    public static object Of(Type type) => Make(type, type.Name, Deepest)!;

    private static object? Make(Type type, string name, int depth) => Nullable.GetUnderlyingType(type) is { } inner ? Make(inner, name, depth)
        : type == typeof(string) ? TextOf(name)
        : type == typeof(bool) ? name != "IsCurrent"
        : type == typeof(int) ? 12
        : type == typeof(long) ? 12L
        : type == typeof(double) ? 2.0
        : type == typeof(TimeSpan) ? new TimeSpan(0, 12, 59)
        : type == typeof(DateTimeOffset) ? DateTimeOffset.UtcNow.AddSeconds(-(59 * 60) - 1)
        : type == typeof(Version) ? new Version(1, 51)
        : type == typeof(X509Certificate2) ? SelfSigned()
        : type == typeof(SecureString) ? new SecureString()
        : type.IsEnum ? Enum.GetValues(type).Cast<object>().OrderByDescending(value => value.ToString()!.Length).First()
        : type.IsGenericType ? Many(type, name, depth)
        : depth > 0 && type.Namespace == "SwarmTools" ? Filled(type, depth)
        : null;

    private static object? Many(Type type, string name, int depth)
    {
        if (type.Name.StartsWith("IReadOnlyDictionary", StringComparison.Ordinal))
        {
            return new Dictionary<string, string> { ["replicas.new"] = "12", ["replicas.old"] = "3", ["image.new"] = TextOf("Image"), ["com.docker.stack.namespace"] = LongName };
        }

        Array items = Array.CreateInstance(type.GetGenericArguments()[0], 3);
        for (int i = 0; i < items.Length; i++)
        {
            items.SetValue(Make(type.GetGenericArguments()[0], name, depth - 1), i);
        }

        return type.Name.StartsWith("IReadOnlyList", StringComparison.Ordinal) ? items : null;
    }

    private static object Filled(Type type, int depth)
    {
        object made = Activator.CreateInstance(type, nonPublic: true)!;
        for (Type? each = type; each is not null && each.Namespace == "SwarmTools"; each = each.BaseType)
        {
            foreach (PropertyInfo property in each.GetProperties(All).Where(property => property.SetMethod is not null && (property.GetMethod!.IsPublic || property.PropertyType == typeof(X509Certificate2))))
            {
                if (Make(property.PropertyType, property.Name, depth - 1) is { } value)
                {
                    property.SetValue(made, value);
                }
            }
        }

        return made;
    }

    private static X509Certificate2 SelfSigned()
    {
        using ECDsa key = ECDsa.Create();
        return new CertificateRequest("CN=swarm-ca-of-a-swarm-with-a-long-name", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(20));
    }

    private static string TextOf(string name) => name switch
    {
        "Id" or "NodeId" or "ServiceId" or "NetworkId" or "SwarmId" => "3dimnvfliyr58wz53kgbgr7d9",
        "Image" or "To" or "From" => "registry.example.com:5000/teams/storefront/backend-for-frontend:2026.11.26-build.4711",
        "Path" or "Source" or "Target" or "HostUri" or "File" => "/srv/storage/volumes/customers/backups/2026/november/the-database.tar.gz",
        "Address" or "NodeAddress" or "ManagerAddress" => "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "Subnets" => "2001:db8:1::/64",
        "EngineVersion" => "28.5.2+dfsg4",
        "Action" => "update",
        "Check" => "CrashLoop",
        "Message" or "Error" or "Reason" or "Evidence" or "Problem" or "Detail" or "LastError" or "EngineMessage" or "Explanation" or "Description" or "Remedy" =>
            "No node has room for it: two lack memory, and one does not meet the constraint on its zone.",
        "Test" => "CMD-SHELL",
        _ => LongName,
    };
}
