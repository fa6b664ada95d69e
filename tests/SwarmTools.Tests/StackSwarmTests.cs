using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SwarmTools.Testing;

namespace SwarmTools.Tests;

/// <summary>Tests over a swarm of the stacks shop, blog and relics, of which a network alone is left.</summary>
public abstract class StackSwarmTests : CmdletTests
{
    private readonly HashSet<string> _removed = [];

    protected string[] Deletions() => [.. Engine.Requests.Where(request => request.Method == "DELETE").Select(request => request.Path)];

    protected void Serve()
    {
        JsonObject net = EngineJson.Network("shop_net");
        JsonObject relic = EngineJson.Network("relics_net");
        net["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "shop" };
        relic["Labels"] = new JsonObject { ["com.docker.stack.namespace"] = "relics" };
        Serve("services", Web(), Of("shop", EngineJson.Service("shop_api")), Of("blog", EngineJson.Service("blog_web")), EngineJson.Service("alone"));
        Serve("networks", net, relic, EngineJson.Network("ingress"));
        Serve("secrets", Of("shop", EngineJson.Named("shop_key")), EngineJson.Named("key"));
        Serve("configs", Of("shop", EngineJson.Named("shop_motd")), EngineJson.Named("motd"));
        Engine.Answer("GET", "/nodes", EngineJson.List(EngineJson.Node("node1")))
            .Answer("GET", "/tasks", EngineJson.List(EngineJson.Task("shop_web", 1), EngineJson.Task("shop_api", 1)));
    }

    protected static JsonObject Web()
    {
        JsonObject web = Of("shop", EngineJson.Service("shop_web", replicas: 2));
        web["Spec"]!["Labels"]!["tier"] = "front";
        web["Spec"]!["TaskTemplate"]!["Networks"] = JsonNode.Parse("""[{"Target":"shop_netid"}]""");
        return web;
    }

    // What was removed is listed no more.
    private void Serve(string kind, params JsonObject[] items)
    {
        static string IdOf(JsonObject item) => (string)(item["ID"] ?? item["Id"])!;
        foreach (JsonObject item in items)
        {
            string id = IdOf(item);
            Engine.Answer("DELETE", $"/{kind}/{id}", (_, context) =>
            {
                lock (_removed)
                {
                    _removed.Add(id);
                }

                context.Response.StatusCode = (int)HttpStatusCode.NoContent;
                return context.Response.CompleteAsync();
            });
        }

        Engine.Answer("GET", "/" + kind, (_, context) =>
        {
            lock (_removed)
            {
                return context.Response.WriteAsync(new JsonArray([.. items.Where(item => !_removed.Contains(IdOf(item))).Select(item => item.DeepClone())]).ToJsonString());
            }
        });
    }

    protected static JsonObject Of(string stack, JsonObject item)
    {
        item["Spec"]!["Labels"]!["com.docker.stack.namespace"] = stack;
        return item;
    }
}
