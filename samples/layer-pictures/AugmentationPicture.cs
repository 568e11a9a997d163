using Striate.Data;
using Striate.Data.Augmentation;
using Striate.Imaging;
using Striate.Kernels;
using Striate.Tensors;

namespace LayerPictures;

/// <summary>A photo, and what each augmentation makes of it.</summary>
internal static class AugmentationPicture
{
    private const int Side = 56;

    public static Picture Draw(Tensor photo, Tensor other)
    {
        var picture = Maps.Photo(Maps.Small(photo, Side));
        var second = Maps.Photo(Maps.Small(other, Side));
        using var page = new Page(7, 4, 3 * Side, 3 * Side, titleSize: 17);
        page.Add("a photo", "56×56", picture);
        Add(page, "RandomFlip", "left and right", picture, new RandomFlip(1));
        Add(page, "RandomCrop(12)", "shifted, black", picture, new RandomCrop(12));
        Add(page, "RandomCrop(12)", "shifted, Reflect", picture, new RandomCrop(12, Surroundings.Reflect));
        Add(page, "RandomResizedCrop", "a part, enlarged", picture, new RandomResizedCrop(Side));
        Add(page, "RandomAffine", "turned, shifted, slanted", picture, new RandomAffine(25, 0.1f, (0.8f, 1.1f), 10));
        Add(page, "RandomPerspective", "seen aslant", picture, new RandomPerspective(0.5f, 1));
        Add(page, "ElasticTransform", "bent", picture, new ElasticTransform(5));
        Add(page, "Resize", "to 56×36, distorted", picture, new Resize((Side, 36)));
        Add(page, "Cover", "the same, cut instead", picture, new Cover((Side, 36)));
        Add(page, "CenterCrop(36)", "the middle", picture, new CenterCrop(36));
        Add(page, "ColorJitter(0.5)", "light, contrast, colour", picture, new ColorJitter(0.5f, 0.5f, 0.5f));
        Add(page, "ColorJitter, hue", "hue alone", picture, new ColorJitter(0, hue: 0.5f));
        Add(page, "RandomGrayscale", "", picture, new RandomGrayscale(1));
        Add(page, "GaussianBlur", "σ = 1.5", picture, new GaussianBlur((1.5f, 1.5f)));
        Add(page, "RandomSharpness(4)", "", picture, new RandomSharpness(4, 1));
        Add(page, "RandomAutoContrast", "the whole range", picture, new RandomAutoContrast(1));
        Add(page, "RandomEqualize", "all values as often", picture, new RandomEqualize(1));
        Add(page, "RandomPosterize(2)", "two bits a colour", picture, new RandomPosterize(2, 1));
        Add(page, "RandomSolarize", "inverted from 128 on", picture, new RandomSolarize(128, 1));
        Add(page, "RandomInvert", "", picture, new RandomInvert(1));
        Add(page, "RandomErasing", "noise", picture, new RandomErasing(1));
        Add(page, "Cutout(24)", "a grey square", picture, new Cutout(24));
        Add(page, "RandAugment", "2 by lot, strength 9", picture, new RandAugment());
        Add(page, "TrivialAugment", "1 by lot, any strength", picture, new TrivialAugment());
        Add(page, "AugMix", "three chains, mixed", picture, new AugMix());
        page.Add("MixUp", "both labels count", Mixed(picture, second, new MixUp(1)));
        page.Add("CutMix", "both labels count", Mixed(picture, second, new CutMix()));
        return page.ToPicture();
    }

    private static void Add(Page page, string title, string detail, Picture picture, IAugmentation augmentation) =>
        page.Add(title, detail, new Sample(picture).After([augmentation], new Rng(Rng.Hash(5, Rng.Hash(title + detail)))).Picture);

    // A loader of two pictures mixes them with each other.
    private static Picture Mixed(Picture picture, Picture second, BatchMixing mixing)
    {
        var data = new PictureSet("two photos", [picture, second], [0, 1], ["cat", "coffee"]);
        var options = new DataLoaderOptions { Normalize = Normalize.UnitRange, Mixing = [mixing], Seed = 4 };
        return Maps.Photo(Ops.Narrow(new DataLoader(data, 2, options).Epoch(0).First().Images, 0, 0, 1));
    }
}
