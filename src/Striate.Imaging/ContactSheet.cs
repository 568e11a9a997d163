using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Kernels;
using Striate.Kernels.Conv;

namespace Striate.Imaging;

/// <summary>Many pictures on one page, small and in rows, to see at a glance what a data set is like.</summary>
public static class ContactSheet
{
    private const int Cell = 96;
    private const int Gap = 4;
    private const int Line = 18;
    private const float TextSize = 13;

    /// <summary>Some pictures of each class, a row or more for each.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="perClass">How many of each class at most: the first ones.</param>
    /// <param name="mostClasses">How many classes at most.</param>
    public static Picture Of(Dataset data, int perClass = 10, int mostClasses = 40) =>
        Draw(data.Name, Rows(data, perClass, mostClasses).Select(row => (row.Class, (List<Picture>)[.. row.Places.Select(data.PictureOf)])));

    /// <summary>Pictures before and after augmentation: in each row one as it is, then what becomes of it in so many epochs.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="augmentation">What happens to a picture, in this order.</param>
    /// <param name="views">How often it happens.</param>
    /// <param name="mostClasses">Of how many classes the first picture is shown.</param>
    /// <param name="seed">Decides all that is random.</param>
    public static Picture BeforeAndAfter(Dataset data, IReadOnlyList<IAugmentation> augmentation, int views = 9, int mostClasses = 40, ulong seed = 1) =>
        Draw($"{data.Name}: {AugmentationText.Format(augmentation)}", Rows(data, 1, mostClasses).Select(row => (row.Class, Views(data, row.Places[0], augmentation, views, seed))), overFirst: "before", overNext: "after");

    /// <summary>Batches as a loader mixes them: in each row one, and beside it the share of the second picture.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="mixing">Ways of mixing, one of them by lot for each batch.</param>
    /// <param name="pictures">Pictures in a batch.</param>
    /// <param name="batches">How many batches at most.</param>
    /// <param name="seed">Decides all that is random.</param>
    public static Picture Mixed(Dataset data, IReadOnlyList<BatchMixing> mixing, int pictures = 10, int batches = 6, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var size = SizeOf(data);
        var loader = new DataLoader(data, pictures, new DataLoaderOptions { Shuffle = true, Seed = seed, Mixing = mixing, Size = size, Threads = 0 });
        return Draw($"{data.Name}: {MixingText.Format(mixing)}", loader.Epoch(0).Take(batches).Select(batch => (
            FormattableString.Invariant($"{batch.OtherShare:0%}"),
            (List<Picture>)[.. Enumerable.Range(0, batch.Count).Select(i => Normalize.UnitRange.ToPicture(batch.Images, i))])), overNames: "share of the other");
    }

    /// <summary>Mosaics of four pictures each, drawn from all.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="columns">Mosaics in a row.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="seed">Decides all that is random.</param>
    public static Picture Mosaics(Dataset data, int columns = 10, int rows = 6, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var size = SizeOf(data);
        return Draw($"{data.Name}: mosaic", Enumerable.Range(0, rows).Select(row => (
            "", (List<Picture>)[.. Enumerable.Range(0, columns).Select(column => MosaicOf(data, size, new Rng(Rng.Hash(seed, (ulong)row, (ulong)column))))])));
    }

    private static Picture MosaicOf(Dataset data, Size2d size, Rng rng)
    {
        var mosaic = new Sample();
        Mosaic.Apply([.. Enumerable.Range(0, 4).Select(_ => new Sample(data.PictureOf(rng.NextInt(data.Count))))], size, mosaic, rng);
        return mosaic.Picture;
    }

    // That of the first picture stands for all.
    private static Size2d SizeOf(Dataset data)
    {
        var first = data.PictureOf(0);
        return (first.Height, first.Width);
    }

    private static IEnumerable<(string Class, int[] Places)> Rows(Dataset data, int perClass, int mostClasses)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        return Enumerable.Range(0, data.Count).GroupBy(data.LabelOf).OrderBy(places => places.Key).Take(mostClasses)
            .Select(places => (data.Classes[places.Key], places.Take(perClass).ToArray()));
    }

    // The views are those that a loader of this seed gives in its first epochs.
    private static List<Picture> Views(Dataset data, int place, IReadOnlyList<IAugmentation> augmentation, int views, ulong seed)
    {
        var picture = new Sample(data.PictureOf(place));
        return [picture.Picture, .. Enumerable.Range(0, views).Select(epoch =>
            picture.After(augmentation, new Rng(Rng.Hash(seed, (ulong)epoch, (ulong)place))).Picture)];
    }

    private static Picture Draw(
        string title, IEnumerable<(string Class, List<Picture> Pictures)> rows, string overNames = "", string overFirst = "", string overNext = "")
    {
        var all = rows.ToArray();
        var names = all.Select(row => Canvas.TextWidth(row.Class, TextSize)).DefaultIfEmpty(0).Max();
        var left = (int)names + (3 * Gap);
        var width = left + (all.Select(row => row.Pictures.Count).DefaultIfEmpty(0).Max() * (Cell + Gap));
        var isHeaded = overNames.Length + overFirst.Length + overNext.Length > 0;
        var top = (isHeaded ? 2 * Line : Line) + (2 * Gap);
        using var canvas = new Canvas(top + (all.Length * (Cell + Gap)), Math.Max(width, (int)Canvas.TextWidth(title, TextSize) + (2 * Gap)));
        canvas.Text(title, Gap, Line, TextSize, Color.Black);
        canvas.Text(overNames, Gap, 2 * Line, TextSize, Color.Black);
        canvas.Text(overFirst, left, 2 * Line, TextSize, Color.Black);
        canvas.Text(overNext, left + Cell + Gap, 2 * Line, TextSize, Color.Black);
        for (var row = 0; row < all.Length; row++)
        {
            var y = top + (row * (Cell + Gap));
            canvas.Text(all[row].Class, left - (2 * Gap), y + ((Cell + TextSize) / 2), TextSize, Color.Black, TextAlign.Right);
            for (var i = 0; i < all[row].Pictures.Count; i++)
            {
                DrawCell(canvas, all[row].Pictures[i], left + (i * (Cell + Gap)), y);
            }
        }

        return canvas.ToPicture();
    }

    // As large as the cell allows, in its middle.
    private static void DrawCell(Canvas canvas, Picture picture, int x, int y)
    {
        var scale = (float)Cell / Math.Max(picture.Height, picture.Width);
        var (width, height) = (picture.Width * scale, picture.Height * scale);
        canvas.Fill(x, y, Cell, Cell, Color.Grey(235));
        canvas.Draw(picture, x + ((Cell - width) / 2), y + ((Cell - height) / 2), width, height, smooth: scale < 1);
    }
}
