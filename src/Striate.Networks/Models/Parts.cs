namespace Striate.Networks;

/// <summary>Layers with first weights of their own that several models have.</summary>
internal static class Parts
{
    /// <summary>A convolution without bias, as a batch normalisation follows, padded to keep the size, with He's first weights.</summary>
    public static Conv2d Convolution(
        int inChannels, int outChannels, int size, int stride = 1, int groups = 1, int dilation = 1, Fan fan = Fan.Out)
    {
        var conv = new Conv2d(inChannels, outChannels, size, stride, padding: size / 2 * dilation, dilation, groups, bias: false);
        conv.Weight.Initializer = Initializer.He(fan);
        return conv;
    }

    /// <summary>A convolution, its batch normalisation, and an activation if given.</summary>
    public static Sequential ConvNorm(Conv2d conv, Module? activation = null, double momentum = 0.1, double epsilon = 1e-5)
    {
        var layers = new Sequential(conv, new BatchNorm2d(conv.Weight.Shape[0], momentum, epsilon));
        if (activation is not null)
        {
            layers.Add(activation);
        }

        return layers;
    }

    /// <summary>A convolution with He's first weights, uniform, and no bias yet.</summary>
    public static Conv2d BiasedConvolution(int inChannels, int outChannels, int size, int stride = 1, int padding = 0)
    {
        var conv = new Conv2d(inChannels, outChannels, size, stride, padding);
        conv.Weight.Initializer = Initializer.He(normal: false);
        conv.Bias!.Initializer = Initializer.Zeros;
        return conv;
    }

    /// <summary>A fully connected layer with given first weights, small normal ones if none are given, and no bias yet.</summary>
    public static Linear FullyConnected(int inFeatures, int outFeatures, Initializer? weights = null)
    {
        var linear = new Linear(inFeatures, outFeatures);
        linear.Weight.Initializer = weights ?? Initializer.Normal(0.01);
        linear.Bias!.Initializer = Initializer.Zeros;
        return linear;
    }

    /// <summary>A number of channels brought to a multiple of 8, up where down would take more than a tenth of them.</summary>
    public static int Divisible(double channels)
    {
        var nearest = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return nearest < 0.9 * channels ? nearest + 8 : nearest;
    }
}
