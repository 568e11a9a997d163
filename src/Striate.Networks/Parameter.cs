using System.Globalization;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A tensor that is learned. Its first values are drawn when they are first read, so that a network whose weights are
/// loaded from a file never draws any.
/// </summary>
public sealed class Parameter
{
    private readonly Layout _layout;
    private ulong _key = Rng.Default.NextBits();
    private Tensor? _value;
    private bool _requiresGrad = true;

    /// <summary>Describes a parameter.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="initializer">What draws the first values.</param>
    /// <param name="layout">The order in memory; filters of convolutions are channels-last.</param>
    public Parameter(Shape shape, Initializer initializer, Layout layout = Layout.RowMajor)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        (Shape, Initializer, _layout) = (shape, initializer, layout);
    }

    /// <summary>The sizes.</summary>
    public Shape Shape { get; }

    /// <summary>What draws the first values; a change counts until they are drawn, and again at <see cref="Module.Initialize"/>.</summary>
    public Initializer Initializer { get; set; }

    /// <summary>
    /// Whether it learns. False freezes it: the backward pass computes no gradient for it, and none for what lies before it where
    /// nothing else there learns either.
    /// </summary>
    public bool RequiresGrad
    {
        get => _requiresGrad;
        set
        {
            _requiresGrad = value;
            _value?.RequiresGrad = value;
        }
    }

    /// <summary>
    /// How many times as far as the others it goes along its gradient, above 0: its learning rate is that of the
    /// <see cref="Optimizer"/> times this. The pull of a weight decay is the same for all, whatever the scale.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is not above 0, or not finite.</exception>
    public double LearningRateScale
    {
        get;
        set => field = value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), string.Create(CultureInfo.InvariantCulture, $"LearningRateScale is {value}, expected above 0. To freeze a parameter, set RequiresGrad to false."));
    }
    = 1;

    /// <summary>How many times as strong as the others' its weight decay is, 0 for none, as is usual for biases and normalisations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number that is negative or not finite.</exception>
    public double WeightDecayScale
    {
        get;
        set => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), string.Create(CultureInfo.InvariantCulture, $"WeightDecayScale is {value}, expected at least 0."));
    }
    = 1;

    /// <summary>The values.</summary>
    public Tensor Value => _value ??= Draw();

    /// <summary>The gradient of the last backward passes, or null.</summary>
    public Tensor? Grad => _value?.Grad;

    /// <summary>A parameter is used like its values.</summary>
    /// <param name="parameter">The parameter.</param>
    public static implicit operator Tensor(Parameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return parameter.Value;
    }

    /// <summary>The values, as the implicit conversion gives them.</summary>
    public Tensor ToTensor() => Value;

    /// <summary>Replaces the values by ones given in row-major order.</summary>
    /// <param name="write">Fills a span of as many numbers as the shape has.</param>
    public void Load(TensorWriter write)
    {
        ArgumentNullException.ThrowIfNull(write);
        _value ??= Allocate();
        var values = new float[Shape.Size];
        write(values);
        _value.CopyFrom(values);
    }

    internal void Redraw(ulong key)
    {
        _key = key;
        if (_value is not null)
        {
            Draw().Span.CopyTo(_value.Span);
        }
    }

    /// <summary>Puts zeros, which take memory only if they are looked at, where no values were drawn yet: for a run that looks at shapes.</summary>
    /// <returns>Whether it did; if so, <see cref="TakeBack"/> ends it.</returns>
    internal bool TryLendZeros()
    {
        if (_value is not null)
        {
            return false;
        }

        _value = Tensor.From(Shape, _layout, numbers => numbers.Clear());
        return true;
    }

    internal void TakeBack() => _value = null;

    private Tensor Draw()
    {
        // Drawn in row-major order, so that the values do not depend on the order in memory.
        var values = new float[Shape.Size];
        Initializer.Fill(values, Shape, new Rng(_key));
        var tensor = Allocate();
        tensor.CopyFrom(values);
        return tensor;
    }

    private Tensor Allocate()
    {
        var tensor = Tensor.Uninitialized(Shape, _layout).Keep();
        tensor.RequiresGrad = _requiresGrad;
        return tensor;
    }
}
