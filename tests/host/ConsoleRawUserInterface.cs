using System;
using System.Management.Automation.Host;

namespace SwarmTools.Host;

/// <summary>The size of the console; its keys and cells are out of reach.</summary>
internal sealed class ConsoleRawUserInterface(int? width) : PSHostRawUserInterface
{
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override int CursorSize { get; set; } = 25;

    public override Size BufferSize
    {
        get => new(width ?? (Console.IsOutputRedirected ? RedirectedWidth : ConsoleWidth), Height);
        set => throw CellsAreOutOfReach();
    }

    public override Size WindowSize
    {
        get => BufferSize;
        set => throw CellsAreOutOfReach();
    }

    public override Size MaxWindowSize => BufferSize;

    public override Size MaxPhysicalWindowSize => BufferSize;

    public override Coordinates WindowPosition
    {
        get => new(0, 0);
        set => throw CellsAreOutOfReach();
    }

    public override Coordinates CursorPosition
    {
        get => new(0, 0);
        set => throw CellsAreOutOfReach();
    }

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    // A pseudo terminal without a size says 0.
    private static int ConsoleWidth => Console.WindowWidth > 0 ? Console.WindowWidth : RedirectedWidth;

    private static int Height => Console.IsOutputRedirected ? RedirectedHeight : Console.WindowHeight;

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("This host reads lines, not keys.");

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw CellsAreOutOfReach();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw CellsAreOutOfReach();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => Console.Clear();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw CellsAreOutOfReach();

    private static NotSupportedException CellsAreOutOfReach() => new("This host writes text; it cannot address the cells of the screen.");
}
