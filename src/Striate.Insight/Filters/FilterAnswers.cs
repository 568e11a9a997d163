using System.Globalization;
using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight;

/// <summary>What one filter of a layer makes of an image, and where it answers most.</summary>
/// <example><code>
/// var answers = FilterAnswers.Of(net, image, net[0], filter: 3);
/// PictureFile.Write(answers.Sheet(picture), "filter.png");
/// </code></example>
public sealed class FilterAnswers
{
    private const int MostShown = 8;
    private const int Enlarged = 448;

    // Of the image's longer side, so that numbered boxes can be told apart.
    private const double LeastApart = 0.1;

    private readonly Module _layer;
    private readonly FieldBox _field;

    private FilterAnswers(Module layer, int filter, Tensor map, FieldBox field, IReadOnlyList<(int Row, int Column)> places) =>
        (_layer, Filter, Map, _field, Places) = (layer, filter, map, field, places);

    /// <summary>Which filter, from 0.</summary>
    public int Filter { get; }

    /// <summary>Its map, shape [1, 1, H, W].</summary>
    public Tensor Map { get; }

    /// <summary>The places of the strongest answers, the strongest first; what they see of the image has at most half of a side in common, and they lie a tenth of the image apart.</summary>
    public IReadOnlyList<(int Row, int Column)> Places { get; }

    /// <summary>Runs an image through a network at rest.</summary>
    /// <param name="network">The network.</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="layer">A layer that makes maps.</param>
    /// <param name="filter">Which of them, from 0.</param>
    /// <exception cref="ArgumentException">The layer makes no maps, does not run, or has no such filter.</exception>
    public static FilterAnswers Of(Module network, Tensor image, Module layer, int filter)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(layer);
        var field = FieldBox.Of(network, [.. image.Shape.Skip(1)], layer);
        if (filter < 0 || filter >= field.Maps[0])
        {
            throw new ArgumentOutOfRangeException(nameof(filter), $"{layer} has no filter {filter}: it makes {field.Maps[0]} maps. Give a number from 0 to {field.Maps[0] - 1}.");
        }

        using var rest = new AtRest(network);
        using var scope = new Scope();
        var map = Ops.Narrow(Features.Of(network, image, layer.Path)[0], 1, filter, 1).Clone().Keep();
        var values = map.ToArray();
        var places = field.Strongest(values, image.Shape[2], image.Shape[3], MostShown, Math.Max(image.Shape[2], image.Shape[3]) * LeastApart).TakeWhile(place => values[(place.Row * field.Maps[2]) + place.Column] > 0);
        return new FilterAnswers(layer, filter, map, field, [.. places]);
    }

    /// <summary>The filter if it can be drawn, the picture with the strongest places boxed by their receptive fields, the map, and those places cut out.</summary>
    /// <param name="picture">The picture, as the network sees it.</param>
    /// <returns>H x 1440 x 3.</returns>
    public Picture Sheet(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var boxes = Places.Select(place => _field.At(place.Row, place.Column)).ToList();
        var values = Map.ToArray();
        var scale = ValueScale.Of(values);
        var filter = _layer is Conv2d { Weight.Shape: not [_, not 3, 1, 1] } conv ? new[] { Drawn(conv) } : [];
        return Gallery.Draw(
            $"{_layer}: filter {Filter}",
            "Boxes: what the units with the strongest answers see; the cut-outs have their numbers. On the right the colours of the map.",
            4,
            scale,
            [
                .. filter,
                ("the picture", $"a unit sees {_field.Rows.Size} × {_field.Columns.Size} pixels", Boxes.Draw(picture, Math.Max(1, Enlarged / picture.Width), boxes, numbered: true)),
                ("the map", string.Create(CultureInfo.InvariantCulture, $"{Map.Shape[2]} × {Map.Shape[3]}, {ValueScale.Text(values.Min())} to {ValueScale.Text(values.Max())}"), scale.Paint(values, Map.Shape[2], Map.Shape[3])),
                .. Places.Select((place, i) => ($"{i + 1}", string.Create(CultureInfo.InvariantCulture, $"answer {values[(place.Row * Map.Shape[3]) + place.Column]:G4}"), Cut(picture, boxes[i]))),
            ]);
    }

    // In colour where it sees the picture itself, else the mean over its channels.
    private (string Title, string Note, Picture Picture) Drawn(Conv2d conv)
    {
        var (channels, height, width) = (conv.Weight.Shape[1], conv.Weight.Shape[2], conv.Weight.Shape[3]);
        var weights = conv.Weight.Value.ToArray().AsSpan(Filter * channels * height * width, channels * height * width);
        var mean = new float[height * width];
        for (var i = 0; i < weights.Length; i++)
        {
            mean[i % mean.Length] += weights[i] / channels;
        }

        var isColour = channels == 3;
        var scale = isColour ? ValueScale.Signed(weights, ColorMap.Greys) : ValueScale.Signed(mean, ColorMap.BlueWhiteRed);
        return (
            isColour || channels == 1 ? "the filter" : "the filter, its channels' mean",
            $"{channels} × {height} × {width}, {ValueScale.Text(scale.Low)} to {ValueScale.Text(scale.High)}",
            isColour ? Filters.InColour(weights, height, width, scale) : scale.Paint(mean, height, width));
    }

    // What lies beyond the picture is white.
    private static Picture Cut(Picture picture, (double Top, double Left, int Height, int Width) box)
    {
        var cut = new Picture(box.Height, box.Width, picture.Channels);
        var (top, left) = ((int)Math.Round(box.Top), (int)Math.Round(box.Left));
        var pixels = cut.WritablePixels;
        for (var i = 0; i < pixels.Length; i++)
        {
            var (row, column) = (top + (i / picture.Channels / box.Width), left + (i / picture.Channels % box.Width));
            pixels[i] = row >= 0 && column >= 0 && row < picture.Height && column < picture.Width ? picture[row, column, i % picture.Channels] : byte.MaxValue;
        }

        return cut;
    }
}
