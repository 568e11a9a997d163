namespace Striate.Versus.Contenders;

/// <summary>What is compared of a network that learns: how its weights change by a step, and the losses before and after.</summary>
internal static class TrainingCheck
{
    /// <summary>The name of the second result.</summary>
    public const string ChangeOfWeights = "change of weights";

    // Of each parameter; all of them would be gigabytes for the largest networks.
    private const int MostWeights = 4096;

    /// <summary>Makes the first two steps.</summary>
    /// <param name="step">Makes one and gives the loss before it.</param>
    /// <param name="weights">Gives all parameters with their names, in row-major order.</param>
    public static IReadOnlyList<Result> Run(Func<float> step, Func<IEnumerable<(string Name, float[] Values)>> weights)
    {
        var before = Sample(weights());
        var loss = step();
        var after = Sample(weights());
        return [new("loss", [loss, step()]), new(ChangeOfWeights, [.. after.Zip(before, (a, b) => a - b)])];
    }

    private static float[] Sample(IEnumerable<(string Name, float[] Values)> weights) =>
        [.. weights.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).SelectMany(parameter => parameter.Values.Take(MostWeights))];
}
