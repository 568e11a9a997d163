namespace Striate.Kernels.Tests;

/// <summary>A buffer with canaries on both sides: whoever writes past its ends is found out. It is aligned, as tensors' memory is.</summary>
public sealed class Guarded
{
    private const int Rim = 64;
    private const float Canary = -1234.5f;
    private readonly ArraySegment<float> _memory;

    public Guarded(int length)
    {
        _memory = AlignedMemory.Allocate(length + (2 * Rim));
        _memory.AsSpan().Fill(Canary);
        // What an operation is to overwrite starts as NaN, so that a place it forgets shows.
        Span.Fill(float.NaN);
    }

    public Memory<float> Memory => _memory.AsMemory(Rim, _memory.Count - (2 * Rim));

    public Span<float> Span => Memory.Span;

    /// <summary>
    /// Equal to the reference within a share of the reference's largest value, and no canary touched. A sum may cancel to almost
    /// nothing, while its rounding goes with its terms: <paramref name="scale"/> is their size, where it is to count instead.
    /// </summary>
    public void AssertEqual(ReadOnlySpan<float> expected, double tolerance, double scale = 1e-30)
    {
        Assert.All(_memory[..Rim], value => Assert.Equal(Canary, value));
        Assert.All(_memory[^Rim..], value => Assert.Equal(Canary, value));
        AssertClose(expected, Span, tolerance, scale);
    }

    /// <summary>Equal within a share of the expected numbers' largest value.</summary>
    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance, double scale = 1e-30)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = scale;
        foreach (var value in expected)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            var error = expected[i].Equals(actual[i]) ? 0 : Math.Abs((double)expected[i] - actual[i]) / largest;
            Assert.True(error <= tolerance, $"[{i}]: expected {expected[i]}, got {actual[i]}, error {error:E1} of the largest value.");
        }
    }

    /// <summary>Numbers between −1 and 1, the same in every run.</summary>
    public static float[] Numbers(int length, ulong seed)
    {
        var rng = new Rng(seed);
        var numbers = new float[length];
        foreach (ref var number in numbers.AsSpan())
        {
            number = rng.NextFloat(-1, 1);
        }

        return numbers;
    }
}
