using Striate.Versus.Contenders;

namespace Striate.Versus.Measuring;

/// <summary>How far the results of both sides lie apart.</summary>
/// <param name="Worst">What differs most, such as "gradient of w".</param>
/// <param name="Difference">By how much, as a share of the largest of its numbers.</param>
internal readonly record struct Agreement(string Worst, double Difference)
{
    /// <summary>Compares what both sides came to.</summary>
    public static Agreement Of(IReadOnlyList<Result> own, IReadOnlyList<Result> peer) => own.Count == peer.Count
        ? own.Zip(peer, (mine, other) => new Agreement(mine.Name, mine.DifferenceTo(other))).MaxBy(agreement => agreement.Difference)
        : new Agreement("number of results", double.PositiveInfinity);
}
