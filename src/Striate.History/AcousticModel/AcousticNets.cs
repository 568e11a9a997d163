using Striate.Networks;

namespace Striate.History;

/// <summary>Nets that tell the state of a word from eleven frames. Input [N, 1320], output [N, states].</summary>
public static class AcousticNets
{
    /// <summary>Fully connected layers with ReLU. Zeiler et al., On rectified linear units for speech processing, ICASSP, 2013.</summary>
    /// <param name="states">How many scores.</param>
    /// <param name="width">Units of a hidden layer.</param>
    /// <param name="layers">Hidden layers.</param>
    public static Sequential Rectified(int states, int width, int layers)
    {
        var net = new Sequential();
        for (var layer = 0; layer < layers; layer++)
        {
            net.Add(Rectifying(new Linear(layer == 0 ? FrameSet.Length : width, width)));
            net.Add(new Relu());
            net.Add(new Dropout(0.2));
        }

        net.Add(new Linear(width, states));
        return net;
    }

    /// <summary>The stack of machines that becomes a sigmoid net. Mohamed, Dahl and Hinton, IEEE TASLP 20, 2012.</summary>
    /// <param name="width">Units of a hidden layer.</param>
    /// <param name="layers">Hidden layers.</param>
    /// <param name="seed">Decides the first weights.</param>
    public static DeepBeliefNet Belief(int width, int layers, ulong seed) =>
        new([FrameSet.Length, .. Enumerable.Repeat(width, layers)], inputKind: UnitKind.Gaussian, seed: seed);

    /// <summary>
    /// Filters over time and frequency, the energies and their changes being channels; pooling over frequency makes up for voices of another pitch.
    /// Abdel-Hamid, Mohamed, Jiang and Penn, ICASSP, 2012.
    /// </summary>
    /// <param name="states">How many scores.</param>
    /// <param name="filters">Filters of the first layer; the second has twice as many.</param>
    /// <param name="width">Units of the hidden layer.</param>
    public static Sequential Convolutional(int states, int filters, int width) => new(
        new Unflatten(1, MelFeatures.Kinds, FrameSet.Context, MelFeatures.Bands),
        Rectifying(new Conv2d(MelFeatures.Kinds, filters, 5)), new Relu(), new MaxPool2d((1, 3)),
        Rectifying(new Conv2d(filters, 2 * filters, 3)), new Relu(), new MaxPool2d((1, 2)),
        new Flatten(), new Dropout(0.2), Rectifying(new Linear(2 * filters * 5 * 5, width)), new Relu(), new Dropout(0.2), new Linear(width, states));

    private static Linear Rectifying(Linear layer)
    {
        layer.Weight.Initializer = Initializer.He();
        return layer;
    }

    private static Conv2d Rectifying(Conv2d layer)
    {
        layer.Weight.Initializer = Initializer.He();
        return layer;
    }
}
