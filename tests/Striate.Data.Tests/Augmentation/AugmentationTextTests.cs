using Striate.Data.Augmentation;
using Striate.Kernels;

namespace Striate.Data.Tests.Augmentation;

public class AugmentationTextTests
{
    [Theory]
    [InlineData("crop:2,flip,affine:10:0.1:0.9-1.1")]
    [InlineData("crop:2:reflect")]
    [InlineData("none")]
    [InlineData("flip:0.25")]
    [InlineData("affine:5")]
    [InlineData("affine:5:0.2")]
    [InlineData("affine:5:0:1-1:12.5")]
    [InlineData("resize:32x48,cover:224,centercrop:24x20")]
    public void Parse_ThenFormat_GivesTheTextBack(string text) =>
        Assert.Equal(text, AugmentationText.Format(AugmentationText.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Parse_Empty_HasNone(string text) => Assert.Empty(AugmentationText.Parse(text));

    [Theory]
    [InlineData("flpi", "Unknown augmentation 'flpi'. Did you mean 'flip'?")]
    [InlineData("blur:2", "Unknown augmentation 'blur'. Known are: crop, flip, affine, resize, cover, centercrop.")]
    [InlineData("crop", "Augmentation 'crop' has 0 amounts. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:-1", "Augmentation 'crop:-1' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:99999999999", "Augmentation 'crop:99999999999' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:2:mirror", "Augmentation 'crop:2:mirror' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("flip:2", "Augmentation 'flip:2' has an amount that does not fit. A probability lies between 0 and 1. It is written flip[:PROBABILITY].")]
    [InlineData("affine:200", "Augmentation 'affine:200' has an amount that does not fit. A turn is given by 0 to 180 degrees. It is written affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]].")]
    [InlineData("affine:20:0:1.2-1", "Augmentation 'affine:20:0:1.2-1' has an amount that does not fit. A scale is given by two numbers above 0, the smaller first. It is written affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]].")]
    [InlineData("resize:0", "Augmentation 'resize:0' has an amount that does not fit. A picture's height and width lie between 1 and 16384. It is written resize:HEIGHTxWIDTH.")]
    public void Parse_Wrong_SaysWhatIsMeantOrExpected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => AugmentationText.Parse(text)).Message);

    [Fact]
    public void Format_OneOfYourOwn_AppearsByItsText() =>
        Assert.Equal("flip,darken", AugmentationText.Format([new RandomFlip(), new Darken()]));

    private sealed class Darken : IAugmentation
    {
        public void Apply(Picture source, Picture target, Rng rng) => throw new NotSupportedException();

        public override string ToString() => "darken";
    }
}
