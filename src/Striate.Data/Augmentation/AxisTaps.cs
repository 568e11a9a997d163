using System.Buffers;
using System.Runtime.Intrinsics;

namespace Striate.Data.Augmentation;

/// <summary>
/// The weights of all new pixels along one axis, computed once for all rows, of equally many old pixels for each: those that
/// have fewer are filled up with weights of 0. Its memory is lent until <see cref="Return"/>.
/// </summary>
internal readonly ref struct AxisTaps
{
    private readonly int _places;
    private readonly int _most;
    private readonly int[] _firsts;
    private readonly float[] _weights;

    public AxisTaps(int places, float scale, float shift, int length, Surroundings around)
    {
        (_places, _firsts) = (places, ArrayPool<int>.Shared.Rent(places));
        for (var u = 0; u < places; u++)
        {
            _most = Math.Max(_most, Taps.At(u, scale, shift, length, around).Count);
        }

        _weights = ArrayPool<float>.Shared.Rent(places * _most);
        _weights.AsSpan(0, places * _most).Clear();
        var (first, last) = (length - _most, _most);
        for (var u = 0; u < places; u++)
        {
            var taps = Taps.At(u, scale, shift, length, around);
            _firsts[u] = taps.Count > 0 ? Math.Min(taps.First, length - _most) : -1;
            for (var i = 0; i < taps.Count; i++)
            {
                _weights[(u * _most) + taps.First - _firsts[u] + i] = taps.Weight(taps.First + i);
            }

            if (taps.Count > 0)
            {
                (first, last) = (Math.Min(first, _firsts[u]), Math.Max(last, _firsts[u] + _most));
            }
        }

        (First, Count) = (first, _most > 0 ? last - first : 0);

        // What lies outside takes old pixels that are there, with weights of 0.
        _firsts.AsSpan(0, places).Replace(-1, first);
    }

    /// <summary>The first old pixel that any new one is made of.</summary>
    public int First { get; }

    /// <summary>How many there are from it to the last.</summary>
    public int Count { get; }

    /// <summary>y[u, c] = Σ weight · x[tap, c].</summary>
    /// <param name="x">A row of old pixels and one number more.</param>
    /// <param name="y">A row of new pixels and one number more; new pixels without an old one are 0.</param>
    /// <param name="C">Channels: 1, 3 or 4.</param>
    public void Weigh(ReadOnlySpan<float> x, Span<float> y, int C)
    {
        ReadOnlySpan<int> firsts = _firsts.AsSpan(0, _places);
        ReadOnlySpan<float> weights = _weights.AsSpan(0, _places * _most);
        for (var u = 0; u < firsts.Length; u++)
        {
            var old = x[(firsts[u] * C)..];
            var own = weights[..Math.Min(_most, weights.Length)];
            weights = weights[own.Length..];
            if (C == 1)
            {
                var sum = 0f;
                for (var i = 0; i < own.Length; i++)
                {
                    sum += own[i] * old[i];
                }

                y[u] = sum;
                continue;
            }

            var sums = Vector128<float>.Zero;
            foreach (var weight in own)
            {
                sums += weight * Vector128.Create(old);
                old = old[C..];
            }

            sums.CopyTo(y[(u * C)..]);
        }
    }

    public void Return()
    {
        ArrayPool<int>.Shared.Return(_firsts);
        ArrayPool<float>.Shared.Return(_weights);
    }
}
