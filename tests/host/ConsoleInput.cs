using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace SwarmTools.Host;

/// <summary>Reads lines in a way that Ctrl+C can end.</summary>
internal sealed class ConsoleInput(bool isNonInteractive) : IDisposable
{
    private readonly Lazy<TextReader> _reader = new(OpenReader);

    // Console reads cannot be cancelled: the read goes on, and the next caller gets its line.
    private Task<string?>? _pending;
    private CancellationTokenSource _stop = new();

    /// <summary>Reads a line for the prompt loop; null at the end of the input or when interrupted.</summary>
    public string? ReadCommand(out bool isInterrupted)
    {
        isInterrupted = false;
        try
        {
            return NextLine();
        }
        catch (OperationCanceledException)
        {
            isInterrupted = true;
            return null;
        }
    }

    /// <summary>Reads the answer to a question.</summary>
    public string ReadAnswer(bool isShown = true)
    {
        RequireInteractive();
        string answer = InPipeline(NextLine) ?? throw EndOfInput();
        if (isShown && Console.IsInputRedirected)
        {
            // Nobody typed it: without this the question and what follows share a line.
            Console.Out.WriteLine(answer);
        }

        return answer;
    }

    /// <summary>Reads an answer that is not shown.</summary>
    public string ReadHidden()
    {
        using (TerminalEcho.Off())
        {
            return ReadAnswer(isShown: false);
        }
    }

    /// <summary>Ends a read that is waiting.</summary>
    public void Interrupt() => _stop.Cancel();

    /// <summary>Lets reads wait again, after an interruption.</summary>
    public void Resume()
    {
        if (_stop.IsCancellationRequested)
        {
            _stop.Dispose();
            _stop = new CancellationTokenSource();
        }
    }

    // Not the reader: it may still be waiting for a line.
    public void Dispose() => _stop.Dispose();

    // Where there is one, the terminal's own line editing is used: it forgets the line on Ctrl+C, Console.In does not.
    private static TextReader OpenReader() => OperatingSystem.IsWindows()
        ? Console.In
        : new StreamReader(new FileStream(new SafeFileHandle(0, ownsHandle: false), FileAccess.Read, bufferSize: 0));

    private string? NextLine()
    {
        _pending ??= Task.Run(_reader.Value.ReadLine);
        _pending.Wait(_stop.Token);
        string? line = _pending.Result;
        _pending = null;
        return line;
    }

    private static T InPipeline<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private void RequireInteractive()
    {
        if (isNonInteractive)
        {
            throw new PSInvalidOperationException(
                "The host is in NonInteractive mode. Read and Prompt functionality is not available.");
        }
    }

    private static PSInvalidOperationException EndOfInput() => new(
        "The standard input has ended: there is nobody to answer the question. Read and Prompt functionality is not available.");
}
