using System.Globalization;
using Striate.Training;

namespace Striate.Cli;

/// <summary>The line that says how an epoch went.</summary>
internal static class EpochLine
{
    public static string Of(TrainingEpoch epoch, int epochs)
    {
        var culture = CultureInfo.InvariantCulture;
        var learned = string.Create(culture, $"epoch {epoch.Number,3}/{epochs}  loss {epoch.Position.MeanLoss:0.0000} accuracy {epoch.Position.Accuracy:0.00%}");
        var tested = epoch.Test is { } test ? string.Create(culture, $", test loss {test.MeanLoss:0.0000} accuracy {test.Accuracy:0.00%}") : "";
        var speed = string.Create(
            culture, $", {epoch.ImagesPerSecond:0} images/s, {epoch.Elapsed.TotalSeconds:0.0} s, {epoch.WaitShare:0.0%} of it waiting for data");
        return learned + tested + speed;
    }
}
