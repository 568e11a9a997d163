using Striate.Tensors;

namespace Striate.History;

/// <summary>Fixed weights that fall off from the middle of a window.</summary>
internal static class Bell
{
    /// <summary>A bell of standard deviation window / 4, that sums to one over a window of one plane.</summary>
    /// <param name="planes">First axis.</param>
    /// <param name="inPlanes">Second axis.</param>
    /// <param name="window">Rows and columns.</param>
    /// <param name="scale">What it sums to.</param>
    /// <returns>Shape [planes, inPlanes, window, window].</returns>
    public static Tensor Of(int planes, int inPlanes, int window, double scale)
    {
        var bell = new double[window * window];
        for (var i = 0; i < bell.Length; i++)
        {
            var (y, x) = ((i / window) - (window / 2), (i % window) - (window / 2));
            bell[i] = Math.Exp(-8.0 * ((x * x) + (y * y)) / (window * window));
        }

        var sum = bell.Sum();
        return Tensor.From([.. Enumerable.Range(0, planes * inPlanes).SelectMany(_ => bell.Select(value => (float)(scale * value / sum)))], [planes, inPlanes, window, window]).Keep();
    }
}
