using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace SwarmTools.Integration;

/// <summary>A conversation with a browser by its DevTools protocol. Every wait has an end.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _closed = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _calls = new();
    private readonly ConcurrentQueue<JsonNode> _events = new();
    private Task _reading = Task.CompletedTask;
    private int _count;

    private DevTools()
    {
    }

    /// <summary>What the browser told by itself, in order.</summary>
    public IEnumerable<JsonNode> Events => _events;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        DevTools tools = new();
        await tools._socket.ConnectAsync(address, tools._closed.Token).WaitAsync(s_patience);
        tools._reading = tools.ReadAsync();
        return tools;
    }

    /// <summary>Calls a method, of a page or of the browser, and gives its result.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        int id = Interlocked.Increment(ref _count);
        TaskCompletionSource<JsonNode> answer = _calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        JsonObject call = new() { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
        {
            call["sessionId"] = session;
        }

        await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, _closed.Token).WaitAsync(s_patience);
        return await answer.Task.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync();
        await _reading;
        _socket.Dispose();
        _closed.Dispose();
    }

    private async Task ReadAsync()
    {
        byte[] part = new byte[65536];
        using MemoryStream message = new();
        try
        {
            while (true)
            {
                WebSocketReceiveResult read = await _socket.ReceiveAsync(part, _closed.Token);
                message.Write(part, 0, read.Count);
                if (read.EndOfMessage)
                {
                    Take(JsonNode.Parse(message.ToArray())!);
                    message.SetLength(0);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or JsonException)
        {
            foreach (TaskCompletionSource<JsonNode> call in _calls.Values)
            {
                call.TrySetException(new IOException("The browser is gone.", failure));
            }
        }
    }

    private void Take(JsonNode message)
    {
        if ((int?)message["id"] is not { } id)
        {
            _events.Enqueue(message);
        }
        else if (_calls.TryRemove(id, out TaskCompletionSource<JsonNode>? call))
        {
            _ = message["error"] is { } error ? call.TrySetException(new IOException(error.ToJsonString())) : call.TrySetResult(message["result"]!);
        }
    }
}
