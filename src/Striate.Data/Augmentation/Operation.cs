using System.Numerics;
using Striate.Kernels.Conv;

namespace Striate.Data.Augmentation;

/// <summary>One change of a picture with its amount, as automatic augmentations draw them.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Amount">Slope, pixels, degrees, factor, bits or threshold; nothing where the kind has no amount.</param>
internal readonly record struct Operation(OperationKind Kind, float Amount)
{
    /// <summary>Does it to a picture.</summary>
    public void Apply(Picture source, Picture target)
    {
        if (WarpOf(Sizes.Of(source)) is { } warp)
        {
            warp.Apply(source, target);
            return;
        }

        Change(source, target);
    }

    /// <summary>Does it to a picture and what is marked in it.</summary>
    public void Apply(Sample source, Sample target)
    {
        if (WarpOf(Sizes.Of(source.Picture)) is { } warp)
        {
            warp.Apply(source, target);
            return;
        }

        Change(source.Picture, target.Picture);
        target.TakeMarksOf(source);
    }

    // About the centre of the picture; null where nothing moves.
    private Warp? WarpOf(Size2d size)
    {
        Matrix3x2? map = Kind switch
        {
            OperationKind.ShearX => new Matrix3x2(1, 0, Amount, 1, 0, 0),
            OperationKind.ShearY => new Matrix3x2(1, Amount, 0, 1, 0, 0),
            OperationKind.TranslateX => Matrix3x2.CreateTranslation(Amount, 0),
            OperationKind.TranslateY => Matrix3x2.CreateTranslation(0, Amount),
            OperationKind.Rotate => Matrix3x2.CreateRotation(float.DegreesToRadians(Amount)),
            _ => null,
        };
        var centre = new Vector2(size.Width, size.Height) / 2;
        return map is { } forth ? Warp.Forth(size, Matrix3x2.CreateTranslation(-centre) * forth * Matrix3x2.CreateTranslation(centre)) : null;
    }

    private void Change(Picture source, Picture target)
    {
        switch (Kind)
        {
            case OperationKind.AutoContrast:
                Adjust.AutoContrast(source, target);
                break;
            case OperationKind.Equalize:
                Adjust.Equalize(source, target);
                break;
            case OperationKind.Posterize:
                Adjust.Posterize(source, (int)Amount, target);
                break;
            case OperationKind.Solarize:
                Adjust.Solarize(source, Amount, target);
                break;
            case OperationKind.Brightness:
                Adjust.Brightness(source, Amount, target);
                break;
            case OperationKind.Color:
                Adjust.Saturation(source, Amount, target);
                break;
            case OperationKind.Contrast:
                Adjust.Contrast(source, Amount, target);
                break;
            case OperationKind.Sharpness:
                Adjust.Sharpness(source, Amount, target);
                break;
            default:
                PictureChannels.Convert(source, source.Channels, target);
                break;
        }
    }
}
