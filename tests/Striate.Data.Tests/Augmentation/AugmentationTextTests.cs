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
    [InlineData("rrc:224,flip,jitter:0.4,trivial")]
    [InlineData("rrc:64x96:0.35-1,rrc:8:0.08-1:1-1")]
    [InlineData("perspective,perspective:0.25,perspective:0.25:1")]
    [InlineData("elastic:2,elastic:2:12")]
    [InlineData("jitter:0.4:0.2,jitter:0.4:0.2:0.1,jitter:0.4:0.4:0.4:0.1,jitter:0.4:0")]
    [InlineData("grey,grey:0.5,blur,blur:0.5-1.5:0.2,sharpen:2,sharpen:0:1")]
    [InlineData("autocontrast,autocontrast:1,equalize,equalize:0.2,invert,invert:0.2")]
    [InlineData("posterize:4,posterize:4:1,solarize:128,solarize:128.5:0.2")]
    [InlineData("erase,erase:0.25,erase:0.25:0.02-0.2,erase:0.25:0.02-0.2:0.5-2,cutout:16,cutout:16:0")]
    [InlineData("rand,rand:3,rand:3:15,augmix,augmix:5")]
    public void Parse_ThenFormat_GivesTheTextBack(string text) =>
        Assert.Equal(text, AugmentationText.Format(AugmentationText.Parse(text)));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Parse_Empty_HasNone(string text) => Assert.Empty(AugmentationText.Parse(text));

    [Theory]
    [InlineData("flpi", "Unknown augmentation 'flpi'. Did you mean 'flip'?")]
    [InlineData("whirlpool", "Unknown augmentation 'whirlpool'. Known are: crop, flip, affine, resize, cover, centercrop, rrc, perspective, elastic, jitter, grey, blur, sharpen, autocontrast, equalize, posterize, solarize, invert, erase, cutout, rand, trivial, augmix.")]
    [InlineData("rrc:8:1-0.5", "Augmentation 'rrc:8:1-0.5' has an amount that does not fit. A share of the picture is given by two numbers above 0 and at most 1, the smaller first. It is written rrc:HEIGHTxWIDTH[:SHARE-SHARE[:RATIO-RATIO]].")]
    [InlineData("rrc:8:0.5", "Augmentation 'rrc:8:0.5' has an amount that does not fit. It is written rrc:HEIGHTxWIDTH[:SHARE-SHARE[:RATIO-RATIO]].")]
    [InlineData("perspective:1", "Augmentation 'perspective:1' has an amount that does not fit. A distortion lies between 0 and 0.6. It is written perspective[:DISTORTION[:PROBABILITY]].")]
    [InlineData("elastic:4:8", "Augmentation 'elastic:4:8' has an amount that does not fit. The grid's spacing is at least four times the shift, so that nothing folds, and 1: for a shift of 4 at least 16 pixels. It is written elastic:PIXELS[:SPACING].")]
    [InlineData("jitter:0:0:0:0.6", "Augmentation 'jitter:0:0:0:0.6' has an amount that does not fit. A turn of the colour wheel lies between 0 and 0.5. It is written jitter:BRIGHTNESS[:CONTRAST[:SATURATION[:HUE]]].")]
    [InlineData("cutout:4:256", "Augmentation 'cutout:4:256' has an amount that does not fit. It is written cutout:SIZE[:VALUE].")]
    [InlineData("augmix:11", "Augmentation 'augmix:11' has an amount that does not fit. A severity is a number from 1 to 10. It is written augmix[:SEVERITY].")]
    [InlineData("trivial:1", "Augmentation 'trivial:1' has 1 amount, expected none. It is written trivial.")]
    [InlineData("crop", "Augmentation 'crop' has 0 amounts, expected 1 to 2. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:-1", "Augmentation 'crop:-1' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:99999999999", "Augmentation 'crop:99999999999' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("crop:2:mirror", "Augmentation 'crop:2:mirror' has an amount that does not fit. It is written crop:PADDING[:reflect].")]
    [InlineData("flip:2", "Augmentation 'flip:2' has an amount that does not fit. A probability lies between 0 and 1. It is written flip[:PROBABILITY].")]
    [InlineData("affine:200", "Augmentation 'affine:200' has an amount that does not fit. A turn is given by 0 to 180 degrees. It is written affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]].")]
    [InlineData("affine:20:0:1.2-1", "Augmentation 'affine:20:0:1.2-1' has an amount that does not fit. A scale is given by two numbers above 0, the smaller first. It is written affine:DEGREES[:SHIFT[:SCALE-SCALE[:SLANT]]].")]
    [InlineData("resize:0", "Augmentation 'resize:0' has an amount that does not fit. A picture's height and width lie between 1 and 16384. It is written resize:HEIGHTxWIDTH.")]
    public void Parse_Wrong_SaysWhatIsMeantOrExpected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => AugmentationText.Parse(text)).Message);

    [Theory]
    [InlineData("none")]
    [InlineData("mixup")]
    [InlineData("mixup:1,cutmix")]
    [InlineData("cutmix:0.5")]
    public void ParseMixing_ThenFormat_GivesTheTextBack(string text) => Assert.Equal(text, MixingText.Format(MixingText.Parse(text)));

    [Theory]
    [InlineData("mixpu", "Unknown mixing 'mixpu'. Did you mean 'mixup'?")]
    [InlineData("mixup:0", "Mixing 'mixup:0' has an amount that does not fit. The α of a mixing lies above 0 and is at most 100. It is written mixup[:ALPHA].")]
    public void ParseMixing_Wrong_SaysWhatIsMeantOrExpected(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => MixingText.Parse(text)).Message);

    [Fact]
    public void Format_OneOfYourOwn_AppearsByItsText() =>
        Assert.Equal("flip,darken", AugmentationText.Format([new RandomFlip(), new Darken()]));

    private sealed class Darken : IAugmentation
    {
        public void Apply(Picture source, Picture target, Rng rng) => throw new NotSupportedException();

        public override string ToString() => "darken";
    }

    [Theory]
    [InlineData("crop:4:reflect", "RandomCrop 4, reflect")]
    [InlineData("flip", "RandomFlip")]
    [InlineData("posterize:4", "RandomPosterize 4")]
    [InlineData("rand:3", "RandAugment 3")]
    [InlineData("trivial", "TrivialAugment")]
    [InlineData("augmix:5", "AugMix 5")]
    public void ToString_AnyKind_ReadsAsLayersDo(string text, string expected) => Assert.Equal(expected, AugmentationText.Parse(text)[0].ToString());

    [Fact]
    public void ToString_Mixing_ReadsAsLayersDo() => Assert.Equal("MixUp 0.4", new MixUp(0.4f).ToString());

    [Theory]
    [InlineData("rand:0", "RandAugment takes 1 to 16 operations.")]
    [InlineData("elastic:0", "A shift is given in pixels, above 0.")]
    [InlineData("randaugment", "Did you mean 'rand'?")]
    public void Parse_WhatWouldDoNothing_IsRefused(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => AugmentationText.Parse(text)).Message, StringComparison.Ordinal);
}
