using System.IO;
using System.Text.Json.Nodes;

namespace SwarmTools.Lab;

/// <summary>The images of the shop, which the examples of the help are about.</summary>
public static class ShopImages
{
    private const string Stay = "trap 'exit 0' TERM; while :; do sleep 1 & wait $!; done";

    /// <summary>
    /// Writes shop/web (1.3, 1.4 and 1.5 serve a page and have a health check, 1.6 fails), shop/api (2.1, 2.2; 2.3 fails), shop/db (16), shop/worker (1.0, which writes
    /// five lines and stays), shop/pay (0.9, which fails), shop/import (1.0, which does something and ends) and alpine/openssl.
    /// </summary>
    /// <returns>The file.</returns>
    public static string Write(string folder)
    {
        string file = Path.Combine(folder, "shop-images.tar");
        ImageArchive archive = new();
        foreach (string version in new[] { "1.3", "1.4", "1.5" })
        {
            archive.Image("shop/web:" + version, ["sh", "-c", $"echo 'shop web {version} is ready'; echo ok > /www/health; httpd -p 80 -h /www; {Stay}"], ["VERSION=" + version], Health());
        }

        archive
            .Image("shop/web:1.6", ["sh", "-c", "echo 'no such table: prices' >&2; exit 1"])
            .Image("shop/api:2.1", ["sh", "-c", $"echo 'api 2.1 listens on 8000'; {Stay}"])
            .Image("shop/api:2.2", ["sh", "-c", $"echo 'api 2.2 listens on 8000'; {Stay}"])
            .Image("shop/api:2.3", ["sh", "-c", "echo 'cannot read settings.json' >&2; exit 1"])
            .Image("shop/db:16", ["sh", "-c", $"mkdir -p /data; echo 'customers, orders, prices' > /data/tables; echo 'database is ready'; {Stay}"])
            .Image("shop/worker:1.0", ["sh", "-c", $"for order in 4711 4712 4713; do echo order $order received; sleep 0.05; done; echo payment of order 4712 refused >&2; sleep 0.05; echo order 4713 shipped; {Stay}"])
            .Image("shop/pay:0.9", ["sh", "-c", "echo cannot reach the bank >&2; exit 1"])
            .Image("shop/import:1.0", ["sh", "-c", "echo 3 price lists read; echo 1250 prices written"])
            // The default image of what carries volumes through the swarm.
            .Image("alpine/openssl:latest", ["sh"], programs: ["/usr/bin/openssl"])
            .Write(file);
        return file;

        static JsonObject Health() => new()
        {
            ["Test"] = new JsonArray("CMD-SHELL", "test -f /www/health"),
            ["Interval"] = 1_000_000_000,
            ["Timeout"] = 5_000_000_000,
            ["Retries"] = 3,
        };
    }
}
