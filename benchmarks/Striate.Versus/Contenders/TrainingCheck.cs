namespace Striate.Versus.Contenders;

/// <summary>What is compared of a network that learns: the losses of its first steps, and how its weights changed by them.</summary>
internal static class TrainingCheck
{
    /// <summary>The name of the second result.</summary>
    public const string ChangeOfWeights = "change of weights";

    private const int Steps = 2;

    // Of each parameter; all of them would be gigabytes for the largest networks.
    private const int MostWeights = 4096;

    /// <summary>Makes the first steps.</summary>
    /// <param name="step">Makes one and gives the loss before it.</param>
    /// <param name="weights">Gives all parameters with their names, in row-major order.</param>
    public static IReadOnlyList<Result> Run(Func<float> step, Func<IEnumerable<(string Name, float[] Values)>> weights)
    {
        var before = Sample(weights());
        var losses = Enumerable.Range(0, Steps).Select(_ => step()).ToArray();
        var after = Sample(weights());
        return [new("loss", losses), new(ChangeOfWeights, [.. after.Zip(before, (a, b) => a - b)])];
    }

    private static float[] Sample(IEnumerable<(string Name, float[] Values)> weights) =>
        [.. weights.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).SelectMany(parameter => parameter.Values.Take(MostWeights))];
}
