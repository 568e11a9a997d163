using System.Buffers;
using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels.Update;

/// <summary>
/// One step of an optimiser, in one pass over all parameters: they count as one row of numbers that is cut into even pieces, so
/// that the threads meet once a step, however small or large the parameters are.
/// </summary>
public static unsafe partial class UpdateKernel
{
    /// <summary>A step of stochastic gradient descent.</summary>
    /// <param name="targets">The parameters.</param>
    /// <param name="rule">The rule with its numbers.</param>
    /// <exception cref="ShapeException">The spans of a parameter differ in length, or a slot that the rule needs is missing.</exception>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in SgdRule rule) => RunAll(targets, rule);

    /// <summary>A step of Adam or AdamW.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in AdamRule rule) => RunAll(targets, rule);

    /// <summary>A step of RMSProp.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in RmsPropRule rule) => RunAll(targets, rule);

    /// <summary>A step of Adagrad.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in AdagradRule rule) => RunAll(targets, rule);

    /// <summary>A step of Adadelta.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in AdadeltaRule rule) => RunAll(targets, rule);

    /// <summary>A step of Lion.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in LionRule rule) => RunAll(targets, rule);

    /// <summary>A step of a running mean.</summary>
    /// <inheritdoc cref="Run(ReadOnlySpan{UpdateTarget}, in SgdRule)"/>
    public static void Run(ReadOnlySpan<UpdateTarget> targets, in AverageRule rule) => RunAll(targets, rule);

    private static void RunAll<TRule>(ReadOnlySpan<UpdateTarget> targets, TRule rule)
        where TRule : unmanaged, IUpdateRule
    {
        foreach (var target in targets)
        {
            Check(target, rule.Slots);
        }

        const int MemoriesOfTarget = 5;
        var pins = ArrayPool<MemoryHandle>.Shared.Rent(targets.Length * MemoriesOfTarget);
        using var table = Scratch.Rent(targets.Length * sizeof(Place) / sizeof(float));
        var places = (Place*)table.Pointer;
        try
        {
            var numbers = 0;
            for (var i = 0; i < targets.Length; i++)
            {
                var target = targets[i];
                var pinned = pins.AsSpan(i * MemoriesOfTarget, MemoriesOfTarget);
                places[i] = new Place
                {
                    Start = numbers,
                    Length = target.Weights.Length,
                    W = Pin(target.Weights, ref pinned[0]),
                    G = Pin(target.Gradient, ref pinned[1]),
                    First = Pin(target.First, ref pinned[2]),
                    Second = Pin(target.Second, ref pinned[3]),
                    Third = Pin(target.Third, ref pinned[4]),
                    LearningRate = target.LearningRate,
                    WeightDecay = target.WeightDecay,
                };
                numbers = checked(numbers + target.Weights.Length);
            }

            Workers.ForRange(numbers, Border.Grain, new Pieces<TRule>(places, targets.Length, rule));
        }
        finally
        {
            foreach (ref var pin in pins.AsSpan(0, targets.Length * MemoriesOfTarget))
            {
                pin.Dispose();
                pin = default;
            }

            ArrayPool<MemoryHandle>.Shared.Return(pins);
        }
    }

    private static void Check(in UpdateTarget target, int slots)
    {
        var length = target.Weights.Length;
        Border.Length(target.Gradient.Span, length, nameof(target.Gradient));
        Border.Length(target.First.Span, slots > 0 ? length : 0, nameof(target.First));
        Border.Length(target.Second.Span, slots > 1 ? length : 0, nameof(target.Second));
        Border.Length(target.Third.Span, slots > 2 ? length : 0, nameof(target.Third));
    }

    private static float* Pin(ReadOnlyMemory<float> memory, ref MemoryHandle handle)
    {
        handle = memory.Pin();
        return (float*)handle.Pointer;
    }

    // A parameter behind the border, and where it begins in the row of all numbers.
    private struct Place
    {
        public float* W, G, First, Second, Third;
        public int Start, Length;
        public float LearningRate, WeightDecay;
    }

    private readonly struct Pieces<TRule>(Place* places, int count, TRule rule) : IRangeWork, IVectorRange
        where TRule : unmanaged, IUpdateRule
    {
        public void Run(int start, int length) => ByWidth.Run(this, start, length);

        public void Run<V>(int start, int length)
            where V : unmanaged, IVector<V>
        {
            var end = start + length;
            for (var i = FindPlace(start); i < count && places[i].Start < end; i++)
            {
                var from = Math.Max(start - places[i].Start, 0);
                Run<V>(places[i], from, Math.Min(end - places[i].Start, places[i].Length));
            }
        }

        // The last parameter that begins at or before a number.
        private int FindPlace(int number)
        {
            var (low, high) = (0, count);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                (low, high) = places[middle].Start <= number ? (middle, high) : (low, middle);
            }

            return low;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Run<V>(in Place place, int from, int to)
            where V : unmanaged, IVector<V>
        {
            float* w = place.W, g = place.G, first = place.First, second = place.Second, third = place.Third;
            var (learningRate, weightDecay) = (V.Create(place.LearningRate), V.Create(place.WeightDecay));
            for (var i = from; i < to; i += V.Count)
            {
                var left = to - i;
                var weight = VectorPart.Load<V>(w + i, left);
                var a = rule.Slots > 0 ? VectorPart.Load<V>(first + i, left) : default;
                var b = rule.Slots > 1 ? VectorPart.Load<V>(second + i, left) : default;
                var c = rule.Slots > 2 ? VectorPart.Load<V>(third + i, left) : default;
                rule.Step(VectorPart.Load<V>(g + i, left), learningRate, weightDecay, ref weight, ref a, ref b, ref c);
                VectorPart.Store(weight, w + i, left);
                if (rule.Slots > 0)
                {
                    VectorPart.Store(a, first + i, left);
                }

                if (rule.Slots > 1)
                {
                    VectorPart.Store(b, second + i, left);
                }

                if (rule.Slots > 2)
                {
                    VectorPart.Store(c, third + i, left);
                }
            }
        }
    }
}
