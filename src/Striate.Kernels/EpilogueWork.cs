using System.Runtime.CompilerServices;
using Striate.Kernels.Threading;
using Striate.Kernels.Vectors;

namespace Striate.Kernels;

/// <summary>An <see cref="Epilogue"/> behind the border: pointers to the first channel of the block at hand, null for what is left out.</summary>
internal readonly unsafe struct EpilogueWork
{
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

    /// <summary>The final value of one vector.</summary>
    /// <param name="value">The product.</param>
    /// <param name="y">Where it will be stored.</param>
    /// <param name="channel">The first lane's channel.</param>
    /// <param name="left">Channels that are left from there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Of<V>(V value, float* y, int channel, int left)
        where V : unmanaged, IVector<V>
    {
        if (_scale is not null)
        {
            value *= VectorPart.Load<V>(_scale + channel, left);
        }

        if (_shift is not null)
        {
            value += VectorPart.Load<V>(_shift + channel, left);
        }

        if (_hasResidual)
        {
            value += VectorPart.Load<V>((float*)((nint)y + _toResidual), left);
        }

        return _isActive ? V.Min(V.Create(_ceiling), V.Max(V.Create(0), value)) : value;
    }

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
        if (channels < V.Count && stride == channels && rows >= 2 * V.Count)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ApplyToRows<V>(float* x, float* y, nint stride, int rows, int channels)
        where V : unmanaged, IVector<V>
    {
        for (var i = 0; i < rows; i++, x += stride, y += stride)
        {
            for (var c = 0; c < channels; c += V.Count)
            {
                var value = VectorPart.Load<V>(x + c, channels - c);
                VectorPart.Store(Of(value, y + c, c, channels - c), y + c, channels - c);
            }
        }
    }
}
