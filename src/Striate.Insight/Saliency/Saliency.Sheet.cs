using Striate.Data;

namespace Striate.Insight;

public static partial class Saliency
{
    private const int MostColumns = 4;

    /// <summary>The picture and what methods say of it, as one sheet: of one method its map alone and over the picture, of several each over the picture.</summary>
    /// <param name="picture">The picture, as the network sees it.</param>
    /// <param name="answer">The class that the maps are of, and what the network thinks of it.</param>
    /// <param name="maps">At least one.</param>
    /// <returns>H x 1440 x 3.</returns>
    public static Picture Sheet(Picture picture, string answer, params IReadOnlyList<SaliencyMap> maps)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentOutOfRangeException.ThrowIfZero(maps.Count, nameof(maps));
        var over = maps.Select(map => (map.Method, map.Note, HeatMap.Over(picture, map.Map)));
        var alone = maps.Count == 1 ? [("its map", HeatMap.Range(maps[0].Map), HeatMap.Alone(maps[0].Map))] : Array.Empty<(string, string, Picture)>();
        return Gallery.Draw(
            answer,
            "Red is above zero and blue below: for and against the class, or in gradients lighter and darker pixels. The strongest hundredth of a map has full colour.",
            Math.Min(MostColumns, maps.Count + 1 + alone.Length),
            [("the picture", $"{picture.Height} × {picture.Width}", picture), .. alone, .. over]);
    }
}
