namespace Striate.Data.Augmentation;

/// <summary>What automatic augmentations choose from. The first ones have no amount, and those from shears to sharpness go both ways.</summary>
internal enum OperationKind
{
    Identity,
    AutoContrast,
    Equalize,
    Posterize,
    Solarize,
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    Brightness,
    Color,
    Contrast,
    Sharpness,
}
