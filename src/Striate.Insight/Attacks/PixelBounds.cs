using Striate.Data;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>How far each number of an image may go: by ε, and no further than black and white.</summary>
internal sealed class PixelBounds
{
    private readonly Tensor _image;
    private readonly float[] _reach, _black, _white;
    private readonly int _channels, _places;

    public PixelBounds(Tensor image, Normalize normalize, double epsilon)
    {
        _image = image;
        (_channels, _places) = (image.Shape[1], image.Shape[2] * image.Shape[3]);
        var mean = Each(normalize.Mean);
        var std = Each(normalize.Std);
        _reach = [.. std.Select(s => (float)(epsilon / 255 / s))];
        _black = [.. mean.Zip(std, (m, s) => -m / s)];
        _white = [.. mean.Zip(std, (m, s) => (1 - m) / s)];
    }

    /// <summary>A step, and back within the bounds.</summary>
    /// <param name="x">From where, in the image's order.</param>
    /// <param name="direction">Of each number.</param>
    /// <param name="share">How far, in parts of ε.</param>
    /// <param name="signed">Whether the direction's sign counts alone.</param>
    public Tensor Step(Tensor x, Tensor direction, double share, bool signed = true) => Tensor.From(_image.Shape, _image.Layout, y =>
    {
        for (var i = 0; i < y.Length; i++)
        {
            var c = _image.Layout == Layout.ChannelsLast ? i % _channels : i / _places;
            var way = signed ? Math.Sign(direction.Span[i]) : direction.Span[i];
            var moved = x.Span[i] + ((float)share * _reach[c] * way);
            y[i] = Math.Clamp(Math.Clamp(moved, _image.Span[i] - _reach[c], _image.Span[i] + _reach[c]), _black[c], _white[c]);
        }
    }).Keep();

    private float[] Each(IReadOnlyList<float> values) => values.Count == 1 ? [.. Enumerable.Repeat(values[0], _channels)] : [.. values];
}
