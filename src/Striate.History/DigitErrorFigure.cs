using Striate.Reports;

namespace Striate.History;

/// <summary>The error on MNIST from machine to machine.</summary>
internal static class DigitErrorFigure
{
    public static Figure Draw(IReadOnlyList<(Machine Machine, double Error)> errors) => LinesFigure.Draw(
        new LinesPanel(
            "Test error on MNIST", "year", "wrong, % of the test digits",
            [.. errors.Select(entry => new Line(entry.Machine.Title, [(entry.Machine.Year, 100 * entry.Error)]) { IsPoints = true })]));
}
