using Striate.Reports;

namespace Striate.History;

/// <summary>The error on MNIST from machine to machine.</summary>
internal static class DigitErrorFigure
{
    public static Figure Draw(IReadOnlyList<(Machine Machine, double Error)> errors) => BarsFigure.Draw(
        "Test error on MNIST", "wrong, % of the test digits",
        [.. errors.OrderBy(entry => entry.Machine.Year).Select(entry => ($"{entry.Machine.Title}, {entry.Machine.Year}", 100 * entry.Error, Percent.Of(entry.Error)))]);
}
