namespace Striate.Cli;

/// <summary>
/// A table whose cells stay whole at any width: columns that do not fit follow below, beside the first column once more.
/// Columns with nothing in them are left out.
/// </summary>
internal sealed class WideTable
{
    private const string Gap = "  ";
    private const int LeastRoom = 24;

    private readonly List<Column> _columns;
    private readonly List<string[]> _rows = [];

    /// <summary>Starts a table.</summary>
    /// <param name="columns">The heads; those of numbers end with their cells at the right.</param>
    public WideTable(params ReadOnlySpan<(string Head, bool IsNumber)> columns)
    {
        _columns = [];
        foreach (var (head, isNumber) in columns)
        {
            _columns.Add(new Column(_columns.Count, head, isNumber));
        }
    }

    /// <summary>Whether the cells of the last column, which are of words, may go on below each other, so that the others stay beside each other.</summary>
    public bool WrapsLast { get; init; }

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>The lines, none of them longer than the width unless two columns alone are.</summary>
    /// <param name="width">Letters of a line.</param>
    public IEnumerable<string> Lines(int width) => (WrapsLast ? Wrapped(width) : this).WholeLines(width);

    private IEnumerable<string> WholeLines(int width)
    {
        foreach (var part in Parts(width))
        {
            yield return Line(part, column => column.Head);
            yield return Line(part, column => new string('─', WidthOf(column)));
            foreach (var row in _rows)
            {
                yield return Line(part, column => row[column.Index]);
            }

            yield return "";
        }
    }

    // The same table, with a row for each line of a last cell.
    private WideTable Wrapped(int width)
    {
        var room = Math.Max(LeastRoom, width - _columns.SkipLast(1).Sum(column => WidthOf(column) + Gap.Length));
        var table = new WideTable([.. _columns.Select(column => (column.Head, column.IsNumber))]);
        foreach (var row in _rows)
        {
            foreach (var (i, line) in Folded(row[^1], room).Index())
            {
                table.Add([.. row.SkipLast(1).Select(cell => i == 0 ? cell : ""), line]);
            }
        }

        return table;
    }

    private static IEnumerable<string> Folded(string text, int room)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? $" {word}" : word;
        }

        yield return line;
    }

    private IEnumerable<List<Column>> Parts(int width)
    {
        var first = _columns[0];
        List<Column> part = [first];
        foreach (var column in _columns.Skip(1).Where(column => _rows.Any(row => row[column.Index].Length > 0)))
        {
            if (part.Count > 1 && part.Append(column).Sum(c => WidthOf(c) + Gap.Length) - Gap.Length > width)
            {
                yield return part;
                part = [first];
            }

            part.Add(column);
        }

        yield return part;
    }

    private string Line(List<Column> part, Func<Column, string> cell) => string.Join(Gap, part.Select(column =>
        column.IsNumber ? cell(column).PadLeft(WidthOf(column)) : cell(column).PadRight(WidthOf(column)))).TrimEnd();

    private int WidthOf(Column column) => _rows.Select(row => row[column.Index].Length).Append(column.Head.Length).Max();

    private sealed record Column(int Index, string Head, bool IsNumber);
}
