namespace Striate.History;

/// <summary>How large the nets of the lesson are, and how long they learn.</summary>
internal sealed record AcousticPlan
{
    /// <summary>Two minutes on two cores.</summary>
    public static AcousticPlan Quick { get; } = new();

    /// <summary>The long run.</summary>
    public static AcousticPlan Full { get; } = new()
    {
        Width = 256,
        Filters = 16,
        Rounds = 3,
        PretrainingEpochs = 3,
        SpeakersLeftOut = int.MaxValue,
    };

    /// <summary>The plan that a lesson asks for.</summary>
    public static AcousticPlan Of(Lesson lesson) => lesson.IsFull ? Full : Quick;

    /// <summary>States of a word.</summary>
    public int States { get; init; } = 5;

    public int Width { get; init; } = 192;

    public int Layers { get; init; } = 3;

    public int Filters { get; init; } = 8;

    /// <summary>How often the states of the frames are found anew, the flat start included.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>Passes of a round.</summary>
    public int Epochs { get; init; } = 2;

    public int PretrainingEpochs { get; init; } = 1;

    public int PretrainingFrames { get; init; } = 30000;

    /// <summary>Of how many speakers each is left out in turn and tested on.</summary>
    public int SpeakersLeftOut { get; init; } = 1;
}
