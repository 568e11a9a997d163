using Striate.Networks;
using Striate.Tensors;

namespace Striate.Insight.Tests;

public sealed class BestPatchesTests
{
    [Fact]
    public void Of_BrightSpots_AreCutOutWhereTheyAre()
    {
        var network = new Sequential { new Conv2d(1, 1, 3, padding: 1, bias: false).Fill(1, 1, 1, 1, 1, 1, 1, 1, 1) };
        Tensor Spot(int row, int column, float value)
        {
            var image = Tensor.Zeros([1, 1, 9, 9], Layout.ChannelsLast);
            image[0, 0, row, column] = value;
            image[0, 0, row, column + 1] = 0.25f;
            image[0, 0, row + 1, column] = 0.25f;
            image[0, 0, row - 1, column - 1] = 0.25f;
            return image;
        }

        var patches = BestPatches.Of(network, "0", [0], [Spot(4, 4, 0.25f), Spot(2, 6, 1), Spot(3, 3, 0.5f)], Seen.Grey, count: 2)[0];
        Assert.Equal([1.75f, 1.25f], patches.Select(patch => patch.Activation));
        Assert.Equal((3, 3), (patches[0].Picture.Height, patches[0].Picture.Width));
        Assert.Equal(255, patches[0].Picture[1, 1]);
    }

    [Fact]
    public void Of_FewerPicturesThanParts_TakesSecondBestPartsThatLieApart()
    {
        var network = new Sequential { new Conv2d(1, 1, 3, padding: 1, bias: false).Fill(0, 0, 0, 0, 1, 0, 0, 0, 0) };
        Tensor Spots(params (int Row, int Column, float Value)[] spots)
        {
            var image = Tensor.Zeros([1, 1, 9, 9], Layout.ChannelsLast);
            foreach (var (row, column, value) in spots)
            {
                image[0, 0, row, column] = value;
            }

            return image;
        }

        // The neighbour of the brightest spot is seen together with it; a place that answers no more than black is no part.
        Tensor[] images = [Spots((4, 4, 1), (4, 5, 0.875f), (1, 1, 0.75f), (7, 7, 0.5f)), Spots((2, 6, 0.25f))];
        Assert.Equal([1, 0.75f, 0.5f, 0.25f], BestPatches.Of(network, "0", [0], images, Seen.Grey)[0].Select(patch => patch.Activation));

        // Every picture has its best part in before any has its second.
        Assert.Equal([1, 0.75f, 0.25f], BestPatches.Of(network, "0", [0], images, Seen.Grey, count: 3)[0].Select(patch => patch.Activation));
        Assert.Equal([1, 0.25f], BestPatches.Of(network, "0", [0], [images[1], images[0]], Seen.Grey, count: 2)[0].Select(patch => patch.Activation));
    }
}
