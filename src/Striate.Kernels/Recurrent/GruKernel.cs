using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Recurrent;

/// <summary>
/// Gated recurrent units over sequences, from what their inputs say to the gates on, and their gradient. Cho et al.,
/// arXiv:1406.1078, in the form of PyTorch and cuDNN, which resets what the state says and not the state.
/// </summary>
public static unsafe partial class GruKernel
{
    /// <summary>Gates of a unit, in the order reset r, update z, candidate n.</summary>
    public const int Gates = 3;

    /// <summary>
    /// With x = gates and a = h·W_hhᵀ + b_hh: r = σ(x_r + a_r), z = σ(x_z + a_z), n = tanh(x_n + r·a_n), h' = (1 − z)·n + z·h, step after step.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="inputs">Gates, first state, weights.</param>
    /// <param name="states">The states h of all rows, T·N·H numbers.</param>
    /// <exception cref="ShapeException">A span's length does not fit.</exception>
    public static void Forward(in RecurrentGeometry g, in RecurrentInputs inputs, Span<float> states)
    {
        inputs.Check(g);
        Border.Length(states, (long)g.Rows * g.Hidden);
        using var gates = Scratch.Rent(g.Samples * Gates * g.Hidden);
        using var h = Scratch.Rent(g.Samples * g.Hidden);
        RecurrentWalk.CopyOrClear(inputs.Hidden, h.Span);
        fixed (float* pg = inputs.Gates, ps = states)
        {
            for (var step = 0; step < g.Steps; step++)
            {
                RecurrentWalk.ToGates(g, g.Samples, h.Span, inputs, gates.Span);
                Workers.ForRange(g.Samples, Border.UnitsInPiece(Gates * g.Hidden), new ForwardStep(g, step, pg, gates.Pointer, h.Pointer, ps));
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
        Border.Length(states, (long)g.Rows * g.Hidden);
        Border.SameLength(states, dstates);
        using var previous = Scratch.Rent(g.Rows * g.Hidden);
        RecurrentWalk.Previous(g, inputs.Hidden, states, previous.Span);

        // What the states said in all steps, in one product; each step then turns its own into its gradient in place.
        using var said = Scratch.Rent(g.Rows * Gates * g.Hidden);
        RecurrentWalk.ToGates(g, g.Rows, previous.Span, inputs, said.Span);
        using var d = Scratch.Rent(g.Samples * Gates * g.Hidden);
        using var dh = Scratch.Rent(g.Samples * g.Hidden);
        dh.Span.Clear();
        fixed (float* pg = inputs.Gates, pds = dstates, pdg = gradients.Gates)
        {
            for (var step = g.Steps - 1; step >= 0; step--)
            {
                var work = new BackwardStep(g, step, pg, previous.Pointer, pds, said.Pointer, pdg, d.Pointer, dh.Pointer);
                Workers.ForRange(g.Samples, Border.UnitsInPiece(Gates * g.Hidden), work);
                RecurrentWalk.ToStates(g, d.Span, inputs, dh.Span, accumulate: true);
            }
        }

        RecurrentWalk.ToWeights(g, said.Span, previous.Span, gradients);
        if (!gradients.Hidden.IsEmpty)
        {
            dh.Span.CopyTo(gradients.Hidden);
        }
    }

    private readonly struct ForwardStep(RecurrentGeometry g, int step, float* inputs, float* said, float* h, float* states) : IRangeWork, IVectorRange
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
                float* x = inputs + (row * Gates * H), a = said + ((nint)n * Gates * H), hidden = h + ((nint)n * H), target = states + (row * H);
                for (var j = 0; j < H; j += V.Count)
                {
                    var left = H - j;
                    var r = VectorMath.Sigmoid(VectorPart.Load<V>(x + j, left) + VectorPart.Load<V>(a + j, left));
                    var z = VectorMath.Sigmoid(VectorPart.Load<V>(x + H + j, left) + VectorPart.Load<V>(a + H + j, left));
                    var candidate = VectorMath.Tanh(VectorPart.Load<V>(x + (2 * H) + j, left) + (r * VectorPart.Load<V>(a + (2 * H) + j, left)));
                    var state = ((one - z) * candidate) + (z * VectorPart.Load<V>(hidden + j, left));
                    VectorPart.Store(state, hidden + j, left);
                    VectorPart.Store(state, target + j, left);
                }
            }
        }
    }

    private readonly struct BackwardStep(
        RecurrentGeometry g, int step, float* inputs, float* previous, float* dstates, float* said, float* dgates, float* d, float* dh) : IRangeWork, IVectorRange
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
                float* x = inputs + (row * Gates * H), a = said + (row * Gates * H), toInput = dgates + (row * Gates * H), dense = d + ((nint)n * Gates * H);
                float* before = previous + (row * H), received = dstates + (row * H), hidden = dh + ((nint)n * H);
                for (var j = 0; j < H; j += V.Count)
                {
                    var left = H - j;
                    var ofState = VectorPart.Load<V>(a + (2 * H) + j, left);
                    var r = VectorMath.Sigmoid(VectorPart.Load<V>(x + j, left) + VectorPart.Load<V>(a + j, left));
                    var z = VectorMath.Sigmoid(VectorPart.Load<V>(x + H + j, left) + VectorPart.Load<V>(a + H + j, left));
                    var candidate = VectorMath.Tanh(VectorPart.Load<V>(x + (2 * H) + j, left) + (r * ofState));

                    var dState = VectorPart.Load<V>(hidden + j, left) + VectorPart.Load<V>(received + j, left);
                    var dCandidate = dState * (one - z) * (one - (candidate * candidate));
                    var dReset = dCandidate * ofState * r * (one - r);
                    var dUpdate = dState * (VectorPart.Load<V>(before + j, left) - candidate) * z * (one - z);

                    // Reset and update hear the input and the state alike; what the state says to the candidate is reset on its way.
                    Gate.Store(dReset, a + j, dense + j, left);
                    Gate.Store(dUpdate, a + H + j, dense + H + j, left);
                    Gate.Store(dCandidate * r, a + (2 * H) + j, dense + (2 * H) + j, left);
                    VectorPart.Store(dReset, toInput + j, left);
                    VectorPart.Store(dUpdate, toInput + H + j, left);
                    VectorPart.Store(dCandidate, toInput + (2 * H) + j, left);
                    VectorPart.Store(dState * z, hidden + j, left);
                }
            }
        }
    }
}
