using Striate.Networks;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>Reads a digit row by row: a row of pixels is an input, and scores come from the state after the last row.</summary>
internal sealed class RowReader : Module
{
    public const int States = 48;

    private readonly Lstm _lstm;
    private readonly Linear _head;

    public RowReader()
    {
        _lstm = Add("lstm", new Lstm(28, States, settings: new RecurrentSettings(BatchFirst: true)));
        _head = Add("head", new Linear(States, 10));
    }

    /// <summary>The states after each row, shape [N, 28, 48].</summary>
    public Tensor StatesOf(Tensor digits) => _lstm.Forward(Ops.Reshape(digits, digits.Shape[0], 28, 28));

    /// <summary>Scores of states, shape [N, 48].</summary>
    public Tensor ScoresOf(Tensor states) => _head.Forward(states);

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => ScoresOf(Ops.Select(StatesOf(x), 1, 27));
}
