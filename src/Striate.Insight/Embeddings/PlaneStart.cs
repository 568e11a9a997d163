using Striate.Tensors;

namespace Striate.Insight;

/// <summary>Where the places of an embedding start: at the first two principal components.</summary>
internal static class PlaneStart
{
    /// <summary>The places, x and y by turns.</summary>
    /// <param name="points">Shape [N, D].</param>
    /// <param name="spread">Standard deviation of the first component.</param>
    public static float[] Of(Tensor points, double spread)
    {
        var places = Pca.Of(points).ToArray();
        var squares = 0.0;
        for (var i = 0; i < places.Length; i += 2)
        {
            squares += (double)places[i] * places[i];
        }

        var scale = (float)(spread / Math.Max(Math.Sqrt(squares / points.Shape[0]), 1e-30));
        return Array.ConvertAll(places, x => x * scale);
    }
}
