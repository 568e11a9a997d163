using System.Text;
using Striate.Tensors;

namespace Striate.Imaging;

/// <summary>Comma-separated values as RFC 4180 has them: fields in quotes may hold commas, lines and doubled quotes.</summary>
internal static class CsvText
{
    /// <summary>The rows of a text; empty lines are none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">For errors.</param>
    /// <exception cref="FileFormatException">A quote that is not closed.</exception>
    public static List<string[]> Parse(string text, string path)
    {
        var (rows, row, field, isQuoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (letter == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (letter == '"' && (isQuoted || field.Length == 0))
            {
                isQuoted = !isQuoted;
            }
            else if (letter == ',' && !isQuoted)
            {
                EndField();
            }
            else if (letter is '\n' or '\r' && !isQuoted)
            {
                EndRow();
            }
            else
            {
                field.Append(letter);
            }
        }

        EndRow();
        return isQuoted ? throw new FileFormatException(path, $"a quote in row {rows.Count} is not closed", "Close it, or double it where it stands for itself") : rows;

        void EndField()
        {
            row.Add(field.ToString());
            field.Clear();
        }

        void EndRow()
        {
            if (row.Count > 0 || field.Length > 0)
            {
                EndField();
                rows.Add([.. row]);
                row.Clear();
            }
        }
    }
}
