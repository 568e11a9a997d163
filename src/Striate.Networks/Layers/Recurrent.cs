using System.Globalization;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>What <see cref="Lstm"/> and <see cref="Gru"/> have in common: layers on top of one another, each in one direction or both.</summary>
public abstract class Recurrent : Module
{
    private readonly int _inputSize, _hiddenSize, _layers;
    private readonly bool _batchFirst, _bidirectional;
    private readonly double _dropout;
    private readonly (Parameter FromInput, Parameter FromState, Parameter? InputBias, Parameter? StateBias)[] _weights;

    /// <summary>Builds the layers.</summary>
    /// <param name="gates">Gates of a unit.</param>
    /// <param name="inputSize">Numbers of an input.</param>
    /// <param name="hiddenSize">Numbers of a state, H.</param>
    /// <param name="layers">Layers on top of one another.</param>
    /// <param name="settings">The rest.</param>
    private protected Recurrent(int gates, int inputSize, int hiddenSize, int layers, RecurrentSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        (_inputSize, _hiddenSize, _layers) = (inputSize, hiddenSize, layers);
        (_batchFirst, _bidirectional) = (settings.BatchFirst, settings.Bidirectional);
        _dropout = settings.Dropout is >= 0 and < 1
            ? settings.Dropout
            : throw new ArgumentOutOfRangeException(
                nameof(settings), string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}: dropout is {settings.Dropout}, expected from 0 to below 1."));

        var bound = Initializer.Uniform(1 / Math.Sqrt(hiddenSize));
        _weights = [.. Enumerable.Range(0, layers * Directions).Select(i =>
        {
            var suffix = $"l{i / Directions}{(i % Directions == 1 ? "_reverse" : "")}";
            var size = i < Directions ? inputSize : Directions * hiddenSize;
            return (
                AddParameter($"weight_ih_{suffix}", new Parameter([gates * hiddenSize, size], bound)),
                AddParameter($"weight_hh_{suffix}", new Parameter([gates * hiddenSize, hiddenSize], bound)),
                settings.Bias ? AddParameter($"bias_ih_{suffix}", new Parameter([gates * hiddenSize], bound)) : null,
                settings.Bias ? AddParameter($"bias_hh_{suffix}", new Parameter([gates * hiddenSize], bound)) : null);
        })];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{GetType().Name} {_inputSize} → {_hiddenSize}"
        + (_layers == 1 ? "" : $", {_layers} layers")
        + (_bidirectional ? ", both directions" : "")
        + (_batchFirst ? ", batch first" : "");

    private int Directions => _bidirectional ? 2 : 1;

    /// <summary>Goes on from given states, and tells those after the last step.</summary>
    /// <param name="x">As of the layer.</param>
    /// <param name="first">A state for each layer, with both directions the forward one's before the backward one's; null for zeros.</param>
    /// <returns>The output, and the states after the last step in the same order.</returns>
    /// <exception cref="ShapeException">A shape does not fit; the message names the layer.</exception>
    public (Tensor Output, IReadOnlyList<RecurrentState> Last) Forward(Tensor x, IReadOnlyList<RecurrentState>? first)
    {
        ArgumentNullException.ThrowIfNull(x);
        return InName((x, first), input => Walk(input.x, input.first));
    }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x) => Walk(x, first: null).Output;

    /// <summary>One layer in one direction.</summary>
    /// <param name="gates">What the inputs say to the gates.</param>
    /// <param name="first">Its state before the first step, or null.</param>
    /// <param name="weights">W_hh.</param>
    /// <param name="bias">b_hh, or null.</param>
    /// <param name="batchFirst">A sequence's steps lie side by side.</param>
    /// <param name="reverse">From the last step to the first.</param>
    /// <returns>The states of all steps, and its state after the last.</returns>
    private protected abstract (Tensor States, RecurrentState Last) Walk(
        Tensor gates, RecurrentState? first, Tensor weights, Tensor? bias, bool batchFirst, bool reverse);

    private (Tensor Output, IReadOnlyList<RecurrentState> Last) Walk(Tensor x, IReadOnlyList<RecurrentState>? first)
    {
        if (x.Shape.Rank != 3 || x.Shape[2] != _inputSize)
        {
            throw new ShapeException(
                $"input {x.Shape}, expected {(_batchFirst ? "[N, T, " : "[T, N, ")}{_inputSize}]: a row of {_inputSize} numbers for each step and sequence.");
        }

        if (first is not null && first.Count != _weights.Length)
        {
            throw new ShapeException($"{first.Count} first states, expected {_weights.Length}: one for each layer and direction.");
        }

        var last = new RecurrentState[_weights.Length];
        for (var layer = 0; layer < _layers; layer++)
        {
            x = layer > 0 && IsTraining && _dropout > 0 ? Ops.Dropout(x, _dropout) : x;
            var states = new Tensor[Directions];
            for (var direction = 0; direction < Directions; direction++)
            {
                var i = (layer * Directions) + direction;
                var (fromInput, fromState, inputBias, stateBias) = _weights[i];
                var gates = Ops.Linear(x, fromInput, inputBias?.Value);
                (states[direction], last[i]) = Walk(gates, first?[i], fromState, stateBias?.Value, _batchFirst, reverse: direction == 1);
            }

            x = _bidirectional ? Ops.Concat(2, states) : states[0];
        }

        return (x, last);
    }
}
