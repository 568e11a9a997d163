using Striate.Tensors;

namespace Striate.Networks;

/// <summary>A network some of whose first weights follow from the images that it is to learn from.</summary>
public interface IInitializedFromImages
{
    /// <summary>Looks at images, before <see cref="Module.Initialize"/> draws the weights.</summary>
    /// <param name="images">Some of the training images, as the network gets them but not augmented, shape [N, C, H, W].</param>
    void InitializeFrom(Tensor images);
}
