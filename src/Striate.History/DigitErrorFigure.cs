using System.Globalization;
using Striate.Reports;

namespace Striate.History;

/// <summary>The error on MNIST from machine to machine.</summary>
internal static class DigitErrorFigure
{
    public static Figure Draw(IReadOnlyList<(Machine Machine, Exhibit Exhibit)> tested) => BarsFigure.Draw(
        "Test error on MNIST", "wrong, % of the test digits",
        [.. tested.OrderBy(entry => entry.Machine.Year).Select(entry => (
            $"{entry.Machine.Title}, {entry.Machine.Year}", 100 * entry.Exhibit.DigitError!.Value,
            string.Create(CultureInfo.InvariantCulture, $"{Percent.Of(entry.Exhibit.DigitError.Value)}, from {entry.Exhibit.DigitsLearned:N0} digits")))]);
}
