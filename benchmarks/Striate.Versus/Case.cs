using Striate.Versus.Contenders;
using Striate.Versus.Libtorch;
using Striate.Versus.Measuring;

namespace Striate.Versus;

/// <summary>Work that both sides do.</summary>
/// <param name="Name">Its name, such as "lenet5-train-64".</param>
/// <param name="Unit">In what its speed is told.</param>
/// <param name="Cost">Tells what one run costs at least.</param>
/// <param name="Target">How many times as fast as libtorch Striate means to be.</param>
/// <param name="Tolerance">The largest difference of the results, as a share of the largest number.</param>
/// <param name="Striate">Makes Striate's side.</param>
/// <param name="Libtorch">Makes the peer's side in one of its memory formats.</param>
internal sealed record Case(
    string Name, Unit Unit, Func<Cost> Cost, double Target, double Tolerance, Func<IContender> Striate, Func<MemoryFormat, IContender> Libtorch)
{
    /// <summary>The peer's memory formats to choose from; one where there are no images.</summary>
    public IReadOnlyList<MemoryFormat> Formats { get; init; } = [MemoryFormat.Contiguous, MemoryFormat.ChannelsLast];

    /// <summary>Results with a tolerance of their own.</summary>
    public IReadOnlyDictionary<string, double> OtherTolerances { get; init; } = new Dictionary<string, double>();

    /// <summary>How far a result may differ.</summary>
    /// <param name="result">Its name.</param>
    public double ToleranceOf(string result) => OtherTolerances.GetValueOrDefault(result, Tolerance);
}
