using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels;

/// <summary>An <see cref="Epilogue"/> behind the border: pointers to the first channel of the block at hand, null for what is left out.</summary>
internal readonly unsafe struct EpilogueWork
{
    // Rows that share the loads of their channels' numbers.
    private const int RowsTogether = 8;

    private readonly float* _scale, _shift;

    // How far the residual lies from the output, in floats: with the same order they are found by one index.
    private readonly nint _toResidual;
    private readonly bool _hasResidual, _isActive;
    private readonly float _ceiling;

    public EpilogueWork(float* scale, float* shift, float* residual, float* y, Activation activation)
    {
        _scale = scale;
        _shift = shift;
        _hasResidual = residual is not null;
        _toResidual = _hasResidual ? (nint)residual - (nint)y : 0;
        _isActive = activation != Activation.None;
        _ceiling = activation.Ceiling();
    }

    private EpilogueWork(in EpilogueWork other, float* scale, float* shift)
    {
        this = other;
        _scale = scale;
        _shift = shift;
    }

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => _scale is null && _shift is null && !_hasResidual && !_isActive;

    /// <summary>The same for a block whose first channel is <paramref name="channels"/> further on.</summary>
    public EpilogueWork Skip(int channels) =>
        new(this, _scale is null ? null : _scale + channels, _shift is null ? null : _shift + channels);

    /// <summary>Finishes a block of results where they lie.</summary>
    /// <param name="y">The block's first number.</param>
    /// <param name="stride">Distance of its rows.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="channels">How many channels of each.</param>
    public void Apply(float* y, nint stride, int rows, int channels)
    {
        if (!IsEmpty)
        {
            Apply(y, y, stride, rows, channels);
        }
    }

    /// <summary>The same from one place to another.</summary>
    /// <param name="x">The first number of the product.</param>
    /// <param name="y">Where its result goes.</param>
    /// <param name="stride">Distance of the rows of both.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="channels">How many channels of each.</param>
    public void Apply(float* x, float* y, nint stride, int rows, int channels)
    {
        switch (Simd.Width)
        {
            case 16:
                Apply<Floats16>(x, y, stride, rows, channels);
                break;
            case 8:
                Apply<Floats8>(x, y, stride, rows, channels);
                break;
            default:
                Apply<Floats4>(x, y, stride, rows, channels);
                break;
        }
    }

    private void Apply<V>(float* x, float* y, nint stride, int rows, int channels)
        where V : unmanaged, IVector<V>
    {
        if (rows == 1 && _scale is null && _shift is null)
        {
            // Numbers without channels are rows of any length.
            var whole = channels / Four<V>.Count;
            ApplyToRows<V>(x, y, Four<V>.Count, whole, Four<V>.Count);
            var done = whole * Four<V>.Count;
            ApplyToRows<V>(x + done, y + done, channels, 1, channels - done);
        }
        else if (channels < V.Count && stride == channels && rows >= 2 * V.Count)
        {
            ApplyToFewChannels<V>(x, y, rows, channels);
        }
        else
        {
            ApplyToRows<V>(x, y, stride, rows, channels);
        }
    }

    // As many rows as a vector has lanes are whole vectors, with the channels' numbers repeated.
    private void ApplyToFewChannels<V>(float* x, float* y, int rows, int channels)
        where V : unmanaged, IVector<V>
    {
        var length = V.Count * channels;
        using var scale = Repeat(_scale, channels, length);
        using var shift = Repeat(_shift, channels, length);
        var wide = new EpilogueWork(this, _scale is null ? null : scale.Pointer, _shift is null ? null : shift.Pointer);
        wide.ApplyToRows<V>(x, y, length, rows / V.Count, length);
        var done = rows / V.Count * length;
        ApplyToRows<V>(x + done, y + done, channels, rows % V.Count, channels);
    }

    private static Scratch Repeat(float* numbers, int channels, int length)
    {
        var target = Scratch.Rent(numbers is null ? 0 : length);
        for (var i = 0; i < target.Length; i++)
        {
            target.Pointer[i] = numbers[i % channels];
        }

        return target;
    }

    // A few rows at a time, so that memory is walked almost in its order while a channel's numbers are loaded once for all of them.
    private void ApplyToRows<V>(float* x, float* y, nint stride, int rows, int channels)
        where V : unmanaged, IVector<V>
    {
        var together = channels <= Four<V>.Count ? Math.Max(rows, 1) : RowsTogether;
        for (var i = 0; i < rows; i += together)
        {
            var count = Math.Min(together, rows - i);
            var from = x + (i * stride);
            var to = y + (i * stride);
            var c = 0;
            for (; c <= channels - Four<V>.Count; c += Four<V>.Count)
            {
                ApplyToColumns<Four<V>>(from + c, to + c, stride, count, c, Four<V>.Count);
            }

            for (; c < channels; c += V.Count)
            {
                ApplyToColumns<V>(from + c, to + c, stride, count, c, channels - c);
            }
        }
    }

    /// <summary>The same for numbers of one channel, without a residual.</summary>
    public ChannelEpilogue<V> OfChannel<V>(int channel)
        where V : unmanaged, IVector<V> =>
        Of(V.Create(_scale is null ? 1 : _scale[channel]), V.Create(_shift is null ? 0 : _shift[channel]));

    // What is left out is a factor of one, a sum with zero, bounds at infinity.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ChannelEpilogue<V> Of<V>(V scale, V shift)
        where V : unmanaged, IVector<V> => new(scale, shift, V.Create(_isActive ? 0 : float.NegativeInfinity), V.Create(_ceiling));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void ApplyToColumns<V>(float* x, float* y, nint stride, int rows, int channel, int left)
        where V : unmanaged, IVector<V>
    {
        var finish = Of(
            _scale is null ? V.Create(1) : VectorPart.Load<V>(_scale + channel, left), _shift is null ? V.Create(0) : VectorPart.Load<V>(_shift + channel, left));
        var toResidual = _toResidual;
        if (_hasResidual)
        {
            for (var i = 0; i < rows; i++, x += stride, y += stride)
            {
                var residual = VectorPart.Load<V>((float*)((nint)y + toResidual), left);
                VectorPart.Store(finish.Of(VectorPart.Load<V>(x, left), residual), y, left);
            }

            return;
        }

        for (var i = 0; i < rows; i++, x += stride, y += stride)
        {
            VectorPart.Store(finish.Of(VectorPart.Load<V>(x, left)), y, left);
        }
    }
}

/// <summary>What becomes of the results of some channels, a lane each, or of one.</summary>
internal readonly struct ChannelEpilogue<V>(V scale, V shift, V lowest, V highest)
    where V : unmanaged, IVector<V>
{
    private readonly V _scale = scale, _shift = shift, _lowest = lowest, _highest = highest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V value) => V.Min(_highest, V.Max(_lowest, V.MultiplyAdd(value, _scale, _shift)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of(V value, V residual) => V.Min(_highest, V.Max(_lowest, V.MultiplyAdd(value, _scale, _shift) + residual));
}
