using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>The four corners and the middle of a picture, and the mirror images of all five: the net's mean opinion of the ten counts.</summary>
/// <remarks>Krizhevsky, Sutskever and Hinton, NIPS 2012, section 4.1.</remarks>
public static class TenCrops
{
    /// <summary>The ten parts.</summary>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <param name="side">Rows and columns of a part.</param>
    /// <returns>Ten tensors [N, C, side, side]: upper left, upper right, lower left, lower right, middle, then their mirror images.</returns>
    public static IReadOnlyList<Tensor> Of(Tensor images, int side)
    {
        ArgumentNullException.ThrowIfNull(images);
        var (bottom, right) = (images.Shape[2] - side, images.Shape[3] - side);
        List<Tensor> crops = [Crop(0, 0), Crop(0, right), Crop(bottom, 0), Crop(bottom, right), Crop(bottom / 2, right / 2)];
        return [.. crops, .. crops.Select(crop => Ops.Flip(crop, 3))];

        Tensor Crop(int top, int left) => Ops.Narrow(Ops.Narrow(images, 2, top, side), 3, left, side);
    }

    /// <summary>The mean of the softmax over the ten parts.</summary>
    /// <param name="network">The network, not learning.</param>
    /// <param name="images">Shape [N, C, H, W].</param>
    /// <param name="side">Rows and columns of the part that the network sees.</param>
    /// <returns>Probabilities, shape [N, classes].</returns>
    public static Tensor Predict(Module network, Tensor images, int side)
    {
        ArgumentNullException.ThrowIfNull(network);
        var predictions = Of(images, side).Select(crop => Ops.Softmax(network.Forward(crop))).ToList();
        return predictions.Aggregate((sum, next) => sum + next) / predictions.Count;
    }
}
