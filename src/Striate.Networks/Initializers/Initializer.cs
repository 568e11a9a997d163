using Striate.Kernels;
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

    /// <summary>Uniform in ±bound.</summary>
    /// <param name="bound">The largest magnitude.</param>
    public static Initializer Uniform(double bound) => new UniformInitializer(bound);

    /// <summary>Fills a parameter.</summary>
    /// <param name="values">The values in row-major order.</param>
    /// <param name="shape">[Out, In] or [Out, In, KH, KW]; another rank for parameters without fans.</param>
    /// <param name="rng">Where the numbers come from.</param>
    public abstract void Fill(Span<float> values, Shape shape, Rng rng);
}
