using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Recurrent;

/// <summary>
/// Long short-term memory over sequences, from what their inputs say to the gates on, and its gradient. A step is one product with
/// the states and one pass over the gates. Hochreiter and Schmidhuber, 1997; Gers, Schmidhuber and Cummins, 2000.
/// </summary>
public static unsafe partial class LstmKernel
{
    /// <summary>Gates of a unit, in the order input i, forget f, candidate g, output o.</summary>
    public const int Gates = 4;

    /// <summary>
    /// With a = gates + h·W_hhᵀ + b_hh: c' = σ(a_f)·c + σ(a_i)·tanh(a_g), h' = σ(a_o)·tanh(c'), step after step.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="inputs">Gates, first state, weights.</param>
    /// <param name="states">The states h of all rows, then the memories c of all rows, 2·T·N·H numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(in RecurrentGeometry g, in RecurrentInputs inputs, Span<float> states)
    {
        inputs.Check(g);
        Border.Length(states, 2L * g.Rows * g.Hidden);
        using var gates = Scratch.Rent(g.Samples * Gates * g.Hidden);
        using var h = Scratch.Rent(g.Samples * g.Hidden);
        using var c = Scratch.Rent(g.Samples * g.Hidden);
        RecurrentWalk.CopyOrClear(inputs.Hidden, h.Span);
        RecurrentWalk.CopyOrClear(inputs.Cell, c.Span);
        fixed (float* pg = inputs.Gates, ps = states)
        {
            for (var step = 0; step < g.Steps; step++)
            {
                RecurrentWalk.ToGates(g, g.Samples, h.Span, inputs, gates.Span);
                Workers.ForRange(
                    g.Samples, Border.UnitsInPiece(Gates * g.Hidden), new ForwardStep(g, step, pg, gates.Pointer, h.Pointer, c.Pointer, ps));
            }
        }
    }

    /// <summary>The gradients of all that <see cref="Forward"/> read.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="inputs">What <see cref="Forward"/> was given.</param>
    /// <param name="states">What <see cref="Forward"/> returned.</param>
    /// <param name="dstates">Their gradient.</param>
    /// <param name="gradients">Where the gradients go.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Backward(
        in RecurrentGeometry g, in RecurrentInputs inputs, ReadOnlySpan<float> states, ReadOnlySpan<float> dstates, in RecurrentGradients gradients)
    {
        inputs.Check(g);
        gradients.Check(g);
        Border.Length(states, 2L * g.Rows * g.Hidden);
        Border.SameLength(states, dstates);
        var half = g.Rows * g.Hidden;
        using var previous = Scratch.Rent(half);
        using var memories = Scratch.Rent(half);
        RecurrentWalk.Previous(g, inputs.Hidden, states[..half], previous.Span);
        RecurrentWalk.Previous(g, inputs.Cell, states[half..], memories.Span);

        // The gates of all steps in one product; each step then turns its own into their gradient in place.
        RecurrentWalk.ToGates(g, g.Rows, previous.Span, inputs, gradients.Gates);
        using var d = Scratch.Rent(g.Samples * Gates * g.Hidden);
        using var dh = Scratch.Rent(g.Samples * g.Hidden);
        using var dc = Scratch.Rent(g.Samples * g.Hidden);
        dh.Span.Clear();
        dc.Span.Clear();
        fixed (float* pg = inputs.Gates, ps = states, pds = dstates, pdg = gradients.Gates)
        {
            for (var step = g.Steps - 1; step >= 0; step--)
            {
                var work = new BackwardStep(g, step, pg, ps, memories.Pointer, pds, pdg, d.Pointer, dh.Pointer, dc.Pointer);
                Workers.ForRange(g.Samples, Border.UnitsInPiece(Gates * g.Hidden), work);
                RecurrentWalk.ToStates(g, d.Span, inputs, dh.Span, accumulate: false);
            }
        }

        RecurrentWalk.ToWeights(g, gradients.Gates, previous.Span, gradients);
        if (!gradients.Hidden.IsEmpty)
        {
            dh.Span.CopyTo(gradients.Hidden);
        }

        if (!gradients.Cell.IsEmpty)
        {
            dc.Span.CopyTo(gradients.Cell);
        }
    }

    private readonly struct ForwardStep(RecurrentGeometry g, int step, float* inputs, float* gates, float* h, float* c, float* states) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var H = g.Hidden;
            for (var n = start; n < start + length; n++)
            {
                var row = (nint)g.Row(step, n);
                float* fromInput = inputs + (row * Gates * H), fromState = gates + ((nint)n * Gates * H);
                float* hidden = h + ((nint)n * H), cell = c + ((nint)n * H);
                float* toHidden = states + (row * H), toCell = states + (((nint)g.Rows + row) * H);
                for (var j = 0; j < H; j += V.Count)
                {
                    var left = H - j;
                    var i = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + j, left) + VectorPart.Load<V>(fromState + j, left));
                    var f = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + H + j, left) + VectorPart.Load<V>(fromState + H + j, left));
                    var candidate = VectorMath.Tanh(VectorPart.Load<V>(fromInput + (2 * H) + j, left) + VectorPart.Load<V>(fromState + (2 * H) + j, left));
                    var o = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + (3 * H) + j, left) + VectorPart.Load<V>(fromState + (3 * H) + j, left));
                    var newCell = (f * VectorPart.Load<V>(cell + j, left)) + (i * candidate);
                    var newHidden = o * VectorMath.Tanh(newCell);
                    VectorPart.Store(newCell, cell + j, left);
                    VectorPart.Store(newCell, toCell + j, left);
                    VectorPart.Store(newHidden, hidden + j, left);
                    VectorPart.Store(newHidden, toHidden + j, left);
                }
            }
        }
    }

    private readonly struct BackwardStep(
        RecurrentGeometry g, int step, float* inputs, float* states, float* memories, float* dstates, float* dgates, float* d, float* dh, float* dc) : IRangeWork, IVectorRange
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var one = V.Create(1);
            var H = g.Hidden;
            for (var n = start; n < start + length; n++)
            {
                var row = (nint)g.Row(step, n);
                float* fromInput = inputs + (row * Gates * H), gates = dgates + (row * Gates * H);
                var (place, placeOfCell) = (row * H, ((nint)g.Rows + row) * H);
                float* hidden = dh + ((nint)n * H), cell = dc + ((nint)n * H), said = d + ((nint)n * Gates * H);
                for (var j = 0; j < H; j += V.Count)
                {
                    var left = H - j;
                    var i = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + j, left) + VectorPart.Load<V>(gates + j, left));
                    var f = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + H + j, left) + VectorPart.Load<V>(gates + H + j, left));
                    var candidate = VectorMath.Tanh(VectorPart.Load<V>(fromInput + (2 * H) + j, left) + VectorPart.Load<V>(gates + (2 * H) + j, left));
                    var o = VectorMath.Sigmoid(VectorPart.Load<V>(fromInput + (3 * H) + j, left) + VectorPart.Load<V>(gates + (3 * H) + j, left));
                    var tanh = VectorMath.Tanh(VectorPart.Load<V>(states + placeOfCell + j, left));

                    var dHidden = VectorPart.Load<V>(hidden + j, left) + VectorPart.Load<V>(dstates + place + j, left);
                    var dCell = VectorPart.Load<V>(cell + j, left) + VectorPart.Load<V>(dstates + placeOfCell + j, left) + (dHidden * o * (one - (tanh * tanh)));
                    Gate.Store(dCell * candidate * i * (one - i), gates + j, said + j, left);
                    Gate.Store(dCell * VectorPart.Load<V>(memories + place + j, left) * f * (one - f), gates + H + j, said + H + j, left);
                    Gate.Store(dCell * i * (one - (candidate * candidate)), gates + (2 * H) + j, said + (2 * H) + j, left);
                    Gate.Store(dHidden * tanh * o * (one - o), gates + (3 * H) + j, said + (3 * H) + j, left);
                    VectorPart.Store(dCell * f, cell + j, left);
                }
            }
        }
    }
}
