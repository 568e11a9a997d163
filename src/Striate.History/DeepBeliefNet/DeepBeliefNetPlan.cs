namespace Striate.History;

/// <summary>How large the nets of the lesson are, and how long they learn.</summary>
internal sealed record DeepBeliefNetPlan
{
    /// <summary>Two minutes on two cores.</summary>
    public static DeepBeliefNetPlan Quick { get; } = new();

    /// <summary>The long run.</summary>
    public static DeepBeliefNetPlan Full { get; } = new()
    {
        Images = 60000,
        PretrainingEpochs = 10,
        FineTuningEpochs = 20,
        DreamRounds = 2000,
        DeepImages = 60000,
        DeepPretrainingEpochs = 5,
        DeepEpochs = 10,
        CodeImages = 60000,
        CodePretrainingEpochs = 10,
        CodeEpochs = 20,
        ChainEpochs = 40,
    };

    /// <summary>The stack, without inputs.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [500, 500, 2000];

    public int Images { get; init; } = 30000;

    public int PretrainingEpochs { get; init; } = 2;

    public int FineTuningEpochs { get; init; } = 3;

    public int DreamRounds { get; init; } = 500;

    /// <summary>Hidden units of each of the five hidden layers of the net that is compared with one of random first weights.</summary>
    public int DeepWidth { get; init; } = 256;

    public int DeepImages { get; init; } = 10000;

    public int DeepPretrainingEpochs { get; init; } = 3;

    /// <summary>Passes of backpropagation after pretraining.</summary>
    public int DeepEpochs { get; init; } = 5;

    /// <summary>The autoencoder's layers, without inputs.</summary>
    public IReadOnlyList<int> CodeLayers { get; init; } = [1000, 500, 250, 30];

    public int CodeImages { get; init; } = 10000;

    public int CodePretrainingEpochs { get; init; } = 3;

    public int CodeEpochs { get; init; } = 8;

    /// <summary>Hidden units of the machine that is small enough for its exact likelihood.</summary>
    public int ChainHidden { get; init; } = 12;

    public int ChainImages { get; init; } = 5000;

    public int ChainEpochs { get; init; } = 12;
}
