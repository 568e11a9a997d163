using Striate.Data;
using Striate.Imaging;
using Striate.Networks;
using Striate.Tensors;
using Striate.Tests;

namespace Striate.Insight.Tests;

/// <summary>The networks and pictures that the tests of visualisations share.</summary>
internal static class Seen
{
    public static readonly Normalize Grey = new([0.5f], [0.5f]);

    /// <summary>Three layers that have learned nothing; the second has maps of 5 channels.</summary>
    public static Sequential Network(int channels = 1)
    {
        var network = new Sequential { new Conv2d(channels, 4, 3, padding: 1), new Relu(), new Conv2d(4, 5, 3, padding: 1), new Relu(), new Conv2d(5, 2, 3) };
        network.Initialize(1);
        return network;
    }

    public static Module TrainedSqueezeNet()
    {
        var network = new SqueezeNet("1_0");
        Weights.Load(network, SharedData.Find("weights/squeezenet1_0.safetensors"));
        network.Eval();
        return network;
    }

    /// <summary>The middle of a photo.</summary>
    public static Tensor Photo(string name, int side)
    {
        var photo = PictureFile.Read(SharedData.Find($"photos/{name}.jpg"), 3);
        var image = Tensor.From([1, 3, photo.Height, photo.Width], Layout.ChannelsLast, y => Normalize.ImageNet.Apply(photo, y));
        var least = Math.Min(photo.Height, photo.Width);
        var (top, left) = ((photo.Height - least) / 2, (photo.Width - least) / 2);
        return Ops.Resize(
            Ops.Slice(image, .., .., top..(top + least), left..(left + least)), new Kernels.Conv.Size2d(side, side), Kernels.Resampling.ResizeMode.Bilinear, antialias: true).Clone();
    }
}
