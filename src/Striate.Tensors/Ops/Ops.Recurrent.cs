using Striate.Kernels;
using Striate.Kernels.Recurrent;

namespace Striate.Tensors;

public static partial class Ops
{
    /// <summary>Long short-term memory over sequences.</summary>
    /// <param name="gates">What the inputs say to the gates, x·W_ihᵀ + b_ih, shape [T, N, 4·H], or [N, T, 4·H] with the batch first;
    /// gates in the order input, forget, candidate, output.</param>
    /// <param name="hidden">The first state h₀, shape [N, H]; null for zeros.</param>
    /// <param name="cell">The first memory c₀, shape [N, H]; null for zeros.</param>
    /// <param name="weights">The weights W_hh of the state, shape [4·H, H].</param>
    /// <param name="bias">The biases b_hh beside them, shape [4·H]; null for none.</param>
    /// <param name="batchFirst">A sequence's steps lie side by side.</param>
    /// <param name="reverse">From the last step to the first.</param>
    /// <returns>The states h of all steps, shape [T, N, H] or [N, T, H], and the last state and memory of the walk, [N, H] each. With
    /// a = gates + h·W_hhᵀ + b_hh: c' = σ(a_f)·c + σ(a_i)·tanh(a_g), h' = σ(a_o)·tanh(c').</returns>
    /// <remarks>Hochreiter and Schmidhuber, Neural Computation 9, 1997; the forget gate: Gers, Schmidhuber and Cummins, 2000.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static (Tensor States, Tensor Hidden, Tensor Cell) Lstm(
        Tensor gates, Tensor? hidden, Tensor? cell, Tensor weights, Tensor? bias = null, bool batchFirst = false, bool reverse = false)
    {
        var g = CheckRecurrent(gates, weights, bias, LstmKernel.Gates, batchFirst, reverse, hidden, cell);
        gates = ToRowMajor(gates);
        var y = Tensor.From(
            [2, gates.Shape[0], gates.Shape[1], g.Hidden], Layout.RowMajor, y => LstmKernel.Forward(g, Inputs(gates, hidden, cell, weights, bias), y));

        Tape.Record("Lstm", [gates, hidden, cell, weights, bias], y, g, dy => Backward(
            gates, hidden, cell, weights, bias, (in d) => LstmKernel.Backward(g, Inputs(gates, hidden, cell, weights, bias), y.Span, dy.Span, d)));
        var states = Select(y, 0, 0);
        return (states, LastStep(states, g), LastStep(Select(y, 0, 1), g));
    }

    /// <summary>Gated recurrent units over sequences.</summary>
    /// <param name="gates">What the inputs say to the gates, x·W_ihᵀ + b_ih, shape [T, N, 3·H], or [N, T, 3·H] with the batch first;
    /// gates in the order reset, update, candidate.</param>
    /// <param name="hidden">The first state h₀, shape [N, H]; null for zeros.</param>
    /// <param name="weights">The weights W_hh of the state, shape [3·H, H].</param>
    /// <param name="bias">The biases b_hh beside them, shape [3·H]; null for none.</param>
    /// <param name="batchFirst">A sequence's steps lie side by side.</param>
    /// <param name="reverse">From the last step to the first.</param>
    /// <returns>The states h of all steps, shape [T, N, H] or [N, T, H], and the last of the walk, [N, H]. With x = gates and
    /// a = h·W_hhᵀ + b_hh: r = σ(x_r + a_r), z = σ(x_z + a_z), n = tanh(x_n + r·a_n), h' = (1 − z)·n + z·h.</returns>
    /// <remarks>Cho et al., arXiv:1406.1078, in PyTorch's form.</remarks>
    /// <exception cref="ShapeException">The shapes do not fit.</exception>
    public static (Tensor States, Tensor Hidden) Gru(
        Tensor gates, Tensor? hidden, Tensor weights, Tensor? bias = null, bool batchFirst = false, bool reverse = false)
    {
        var g = CheckRecurrent(gates, weights, bias, GruKernel.Gates, batchFirst, reverse, hidden);
        gates = ToRowMajor(gates);
        var y = Tensor.From(
            [gates.Shape[0], gates.Shape[1], g.Hidden], Layout.RowMajor, y => GruKernel.Forward(g, Inputs(gates, hidden, null, weights, bias), y));

        Tape.Record("Gru", [gates, hidden, weights, bias], y, g, dy => Backward(
            gates, hidden, null, weights, bias, (in d) => GruKernel.Backward(g, Inputs(gates, hidden, null, weights, bias), y.Span, dy.Span, d)));
        return (y, LastStep(y, g));
    }

    private delegate void RecurrentBackward(in RecurrentGradients gradients);

    private static void Backward(Tensor gates, Tensor? hidden, Tensor? cell, Tensor weights, Tensor? bias, RecurrentBackward run)
    {
        var d = Array.ConvertAll([gates, hidden, cell, weights, bias], Like);
        run(new RecurrentGradients { Gates = d[0]!.Span, Hidden = Span(d[1]), Cell = Span(d[2]), Weights = Span(d[3]), Bias = Span(d[4]) });
        gates.ShareGrad(d[0]!);
        hidden?.ReceiveComputedGrad(Span(d[1]));
        cell?.ReceiveComputedGrad(Span(d[2]));
        weights.ReceiveComputedGrad(Span(d[3]));
        bias?.ReceiveComputedGrad(Span(d[4]));

        // The gates' gradient is a step on the way to all others.
        Tensor? Like(Tensor? x) => x is not null && (x.RequiresGrad || x == gates) ? Tensor.Uninitialized(x.Shape) : null;
    }

    // The states after the step that the walk ends with.
    private static Tensor LastStep(Tensor states, RecurrentGeometry g) => Select(states, g.BatchFirst ? 1 : 0, g.Reverse ? 0 : g.Steps - 1);

    private static RecurrentInputs Inputs(Tensor gates, Tensor? hidden, Tensor? cell, Tensor weights, Tensor? bias) =>
        new() { Gates = gates.Span, Hidden = Span(hidden), Cell = Span(cell), Weights = weights.Span, Bias = Span(bias) };

    private static Span<float> Span(Tensor? x) => x is null ? [] : x.Span;

    private static RecurrentGeometry CheckRecurrent(
        Tensor gates, Tensor weights, Tensor? bias, int gatesOfUnit, bool batchFirst, bool reverse, params ReadOnlySpan<Tensor?> states)
    {
        ArgumentNullException.ThrowIfNull(gates);
        ArgumentNullException.ThrowIfNull(weights);
        var H = weights.Shape.Rank == 2 ? weights.Shape[1] : 0;
        if (weights.Shape != [gatesOfUnit * H, H] || gates.Shape.Rank != 3 || gates.Shape[2] != gatesOfUnit * H || (bias is not null && bias.Shape != [gatesOfUnit * H]))
        {
            throw new ShapeException(
                $"gates {gates.Shape}, weights {weights.Shape}{(bias is null ? "" : $" and biases {bias.Shape}")}, expected "
                + $"[{(batchFirst ? "N, T" : "T, N")}, {gatesOfUnit}·H], [{gatesOfUnit}·H, H] and [{gatesOfUnit}·H].");
        }

        var (steps, samples) = batchFirst ? (gates.Shape[1], gates.Shape[0]) : (gates.Shape[0], gates.Shape[1]);
        foreach (var state in states)
        {
            if (state is not null && state.Shape != [samples, H])
            {
                throw new ShapeException($"a first state {state.Shape}, expected [{samples}, {H}]: a row for each of the {samples} sequences.");
            }
        }

        return RecurrentGeometry.Create(steps, samples, H, gatesOfUnit, batchFirst, reverse);
    }
}
