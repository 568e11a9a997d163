namespace Striate.Networks;

/// <summary>Layers with first weights of their own that several models have.</summary>
internal static class Parts
{
    /// <summary>A convolution without bias, as a batch normalisation follows, padded to keep the size, with He's first weights.</summary>
    public static Conv2d Convolution(int inChannels, int outChannels, int size, int stride = 1, int groups = 1)
    {
        var conv = new Conv2d(inChannels, outChannels, size, stride, padding: size / 2, groups: groups, bias: false);
        conv.Weight.Initializer = Initializer.He(Fan.Out);
        return conv;
    }

    /// <summary>A fully connected layer whose first weights are small.</summary>
    public static Linear FullyConnected(int inFeatures, int outFeatures)
    {
        var linear = new Linear(inFeatures, outFeatures);
        linear.Weight.Initializer = Initializer.Normal(0.01);
        linear.Bias!.Initializer = Initializer.Zeros;
        return linear;
    }
}
