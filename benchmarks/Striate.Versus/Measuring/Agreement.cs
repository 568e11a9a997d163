using Striate.Versus.Contenders;

namespace Striate.Versus.Measuring;

/// <summary>How far the results of both sides lie apart.</summary>
/// <param name="Worst">The result that comes nearest to its tolerance or exceeds it most, such as "gradient of w".</param>
/// <param name="Difference">The largest difference of its numbers, as a share of the largest of them.</param>
/// <param name="Tolerance">How large it may be.</param>
internal readonly record struct Agreement(string Worst, double Difference, double Tolerance)
{
    /// <summary>Whether both sides computed the same.</summary>
    public bool Holds => Difference <= Tolerance;

    /// <summary>Compares what both sides came to.</summary>
    public static Agreement Of(Case work, IReadOnlyList<Result> own, IReadOnlyList<Result> peer) => own.Count == peer.Count
        ? own.Zip(peer, (mine, other) => new Agreement(mine.Name, mine.DifferenceTo(other), work.ToleranceOf(mine.Name)))
            .MaxBy(agreement => agreement.Difference / agreement.Tolerance)
        : new Agreement("number of results", double.PositiveInfinity, work.Tolerance);
}
