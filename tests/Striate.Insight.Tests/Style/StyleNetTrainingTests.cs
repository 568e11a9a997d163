using Striate.Data;
using Striate.Networks;

namespace Striate.Insight.Tests;

public sealed class StyleNetTrainingTests
{
    [Fact]
    public void Run_SameSeed_PaintsTheSamePixels()
    {
        Assert.Equal(Painted(seed: 1), Painted(seed: 1));
        Assert.NotEqual(Painted(seed: 1), Painted(seed: 2));
    }

    private static byte[] Painted(ulong seed)
    {
        var network = new Sequential { new Conv2d(3, 8, 3, padding: 1), new Relu(), new MaxPool2d(2), new Conv2d(8, 16, 3, padding: 1), new Relu() };
        network.Initialize(1);
        var picture = new Picture(40, 40, 3);
        for (var i = 0; i < picture.WritablePixels.Length; i++)
        {
            picture.WritablePixels[i] = (byte)(i * i % 251);
        }

        var pictures = new PictureSet("one", [picture], [0], ["a"]);
        var options = new StyleNetOptions { Size = 32, Width = 2, Steps = 2, Seed = seed };
        return StyleNetTraining.Run(network, Normalize.UnitRange, picture, pictures, options).Paint(picture).Pixels.ToArray();
    }
}
