namespace Striate.History;

/// <summary>How large the neocognitron of the lesson is, and how much it sees.</summary>
internal sealed record NeocognitronPlan
{
    /// <summary>Two minutes on two cores.</summary>
    public static NeocognitronPlan Quick { get; } = new();

    /// <summary>The long run.</summary>
    public static NeocognitronPlan Full { get; } = new()
    {
        Stages = [Neocognitron.ForDigits[0], Neocognitron.ForDigits[1] with { Planes = 160 }, Neocognitron.ForDigits[2] with { Planes = 1000 }],
        SeenByAStage = 5000,
        ReadoutImages = 60000,
        ReadoutEpochs = 40,
        ChangedImages = 10000,
    };

    public IReadOnlyList<NeocognitronStage> Stages { get; init; } = Neocognitron.ForDigits;

    /// <summary>Pictures from which each stage learns, one after the other.</summary>
    public int SeenByAStage { get; init; } = 1000;

    /// <summary>Pictures, with labels, that the readout learns from.</summary>
    public int ReadoutImages { get; init; } = 20000;

    public int ReadoutEpochs { get; init; } = 30;

    public int TestImages { get; init; } = 10000;

    /// <summary>Of the test pictures, how many are also moved and bent.</summary>
    public int ChangedImages { get; init; } = 2000;

    /// <summary>Pictures on which the tolerance of shifts is measured.</summary>
    public int ShiftedImages { get; init; } = 200;
}
