using System.Text.Encodings.Web;
using System.Text.Json;
using Striate.Versus.Libtorch;
using Striate.Versus.Measuring;

namespace Striate.Versus.Output;

/// <summary>A line of JSON for each outcome.</summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The line of one outcome.</summary>
    public static string Of(Outcome outcome) => JsonSerializer.Serialize(
        new
        {
            Case = outcome.Case.Name,
            outcome.Limits.Threads,
            Striate = Rounded(outcome.Value),
            Peer = Library.Version,
            PeerValue = Rounded(outcome.PeerValue),
            Unit = outcome.Case.Unit.Name,
            Ratio = Rounded(outcome.Ratio),
            outcome.Case.Target,
            FractionOfLimit = Rounded(outcome.Limit.Fraction),
            Limit = outcome.Limit.Name,
            Format = Text.Of(outcome.Format),
            Difference = double.IsFinite(outcome.Agreement.Difference) ? Rounded(outcome.Agreement.Difference) : (double?)null,
            outcome.Agreement.Tolerance,
            Agrees = outcome.Agreement.Holds,
        },
        Options);

    private static double Rounded(double value) => double.Parse(Text.Of(value), Text.Culture);
}
