using Striate.Kernels;
using Striate.Kernels.Conv;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Draws the first values of a parameter.</summary>
public abstract class Initializer
{
    /// <summary>All zeros, as for biases before batch normalisation.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>All ones.</summary>
    public static Initializer Ones { get; } = new ConstantInitializer(1);

    /// <summary>Uniform in ±1/√fanIn: what PyTorch gives to convolutions and fully connected layers.</summary>
    public static Initializer FanInUniform { get; } = new FanInitializer(1.0 / 3, Fan.In, normal: false);

    /// <summary>Variance 2/fan, for layers followed by ReLU. He et al., arXiv:1502.01852.</summary>
    /// <param name="fan">Keeps the variance of the forward (in) or of the backward pass (out).</param>
    /// <param name="normal">Normal or uniform distribution.</param>
    public static Initializer He(Fan fan = Fan.In, bool normal = true) => new FanInitializer(2, fan, normal);

    /// <summary>Variance 2/(fanIn + fanOut), for tanh and linear layers. Glorot and Bengio, AISTATS 2010.</summary>
    /// <param name="normal">Normal or uniform distribution.</param>
    public static Initializer Xavier(bool normal = false) => new FanInitializer(1, Fan.Average, normal);

    /// <summary>Variance 1/fanIn. LeCun, Bottou, Orr and Müller, Efficient BackProp, 1998.</summary>
    /// <param name="normal">Normal or uniform distribution.</param>
    public static Initializer LeCun(bool normal = true) => new FanInitializer(1, Fan.In, normal);

    /// <summary>Normal distribution with mean 0.</summary>
    /// <param name="deviation">Standard deviation.</param>
    public static Initializer Normal(double deviation) => new NormalInitializer(deviation);

    /// <summary>Normal distribution with mean 0, cut off: numbers beyond the bound are drawn again.</summary>
    /// <param name="deviation">Standard deviation of the whole distribution; that of what is left is smaller, 0.88 of it for a bound of 2.</param>
    /// <param name="most">The bound in deviations, at least 0.1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is too small.</exception>
    public static Initializer TruncatedNormal(double deviation, double most = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 0.1);
        return new TruncatedNormalInitializer(deviation, most);
    }

    /// <summary>One value everywhere.</summary>
    /// <param name="value">The value.</param>
    public static Initializer Constant(double value) => new ConstantInitializer((float)value);

    /// <summary>
    /// Rows at right angles to one another, each of the length of the gain, or columns where there are fewer of them: lengths and angles
    /// pass through. Filters are rows of In·KH·KW numbers. Saxe, McClelland and Ganguli, arXiv:1312.6120.
    /// </summary>
    /// <param name="gain">The length, √2 before ReLU.</param>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(gain);

    /// <summary>Uniform in ±bound.</summary>
    /// <param name="bound">The largest magnitude.</param>
    public static Initializer Uniform(double bound) => new UniformInitializer(bound);

    /// <summary>
    /// The first filters hand on one channel each, the first the first, and so on, as far as there are channels: the middle of
    /// that channel's window is 1, the rest 0. Zagoruyko and Komodakis, arXiv:1706.00388.
    /// </summary>
    /// <param name="others">What draws the filters beyond the channels; null for zeros, as in PyTorch.</param>
    public static Initializer Dirac(Initializer? others = null) => new DiracInitializer(others ?? Zeros);

    /// <summary>
    /// Filters that whiten the patches of images: their answers have mean square 1 and do not correlate. One filter v/√(e + ε) for
    /// each eigenvector v of the patches' second moments E[p·pᵀ], that with the largest eigenvalue e first; then, where there are as many again, their negatives.
    /// </summary>
    /// <param name="images">Some images, shape [N, C, H, W], as the network gets them; looked at here, not kept.</param>
    /// <param name="kernelSize">Height and width of the patches, and of the filters.</param>
    /// <param name="epsilon">ε, above 0, which keeps directions without variance small.</param>
    /// <remarks>It fills filters of the shape [Out, C, KH, KW], Out = C·KH·KW or twice as many. Nothing in it is random. In front of a
    /// convolutional network, frozen: Jordan, arXiv:2404.00498.</remarks>
    /// <exception cref="ShapeException">Not images, or smaller than a patch.</exception>
    public static Initializer Whitening(Tensor images, Size2d kernelSize, double epsilon = 5e-4) => new WhiteningInitializer(images, kernelSize, epsilon);

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">The values in row-major order.</param>
    /// <param name="shape">[Out, In] or [Out, In, KH, KW]; another rank for parameters without fans.</param>
    /// <param name="rng">Where the numbers come from.</param>
    public abstract void Fill(Span<float> values, Shape shape, Rng rng);
}
