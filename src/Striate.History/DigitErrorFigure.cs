using System.Globalization;
using Striate.Reports;

namespace Striate.History;

/// <summary>The error on MNIST from machine to machine.</summary>
internal static class DigitErrorFigure
{
    public static Figure Draw(IReadOnlyList<(Machine Machine, double Error, int Learned)> tested) => BarsFigure.Draw(
        "Test error on MNIST", "wrong, % of the test digits", "lowest so far",
        [.. tested.Select(entry => (
            $"{entry.Machine.Title}, {entry.Machine.Year}", 100 * entry.Error,
            string.Create(CultureInfo.InvariantCulture, $"{Percent.Of(entry.Error)}, from {entry.Learned:N0} digits")))]);
}
