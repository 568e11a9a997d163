using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Changes the parameters of a network by their gradients.</summary>
public abstract class Optimizer
{
    private readonly (string Name, Parameter Parameter)[] _parameters;
    private readonly (string Name, Tensor[] Tensors)[] _slots;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Pull of every weight towards zero.</param>
    /// <param name="slots">Names of what is remembered for each parameter, such as "velocity".</param>
    protected Optimizer(Module network, double learningRate, double weightDecay, params ReadOnlySpan<string> slots)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(learningRate, learningRate >= 0 && double.IsFinite(learningRate), "at least 0");
        Check(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "at least 0");
        (LearningRate, WeightDecay) = (learningRate, weightDecay);
        _parameters = [.. network.Parameters()];
        _slots = new (string, Tensor[])[slots.Length];
        for (var i = 0; i < slots.Length; i++)
        {
            _slots[i] = (slots[i], [.. _parameters.Select(p => Tensor.Zeros([p.Parameter.Shape.Size]).Keep())]);
        }
    }

    /// <summary>Step size; a schedule sets it before every step.</summary>
    public double LearningRate { get; set; }

    /// <summary>Pull of every weight towards zero.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Steps made so far.</summary>
    public int Steps { get; set; }

    /// <summary>
    /// What is remembered, by name: slot, then parameter, such as "velocity/conv1.weight". Flat, in the parameter's own
    /// order of memory. Stored and loaded with a checkpoint.
    /// </summary>
    public IEnumerable<(string Name, Tensor Tensor)> State() =>
        _slots.SelectMany(slot => slot.Tensors.Select((tensor, i) => ($"{slot.Name}/{_parameters[i].Name}", tensor)));

    /// <summary>Changes every parameter that has a gradient, and clears the gradients. A frozen one has none.</summary>
    public void Step()
    {
        Steps++;
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i].Parameter;
            if (parameter.Grad is { } gradient)
            {
                var scale = parameter.LearningRateScale;
                Update(i, parameter.Value.Span, gradient.Span, scale * LearningRate, WeightDecay / scale);
                parameter.Value.ClearGrad();
            }
        }
    }

    /// <summary>Changes one parameter.</summary>
    /// <param name="index">Its number, for <see cref="Slot"/>.</param>
    /// <param name="w">Its values.</param>
    /// <param name="g">Its gradient, in the same order.</param>
    /// <param name="learningRate">Its step size η: <see cref="LearningRate"/> times its scale (<see cref="Parameter.LearningRateScale"/>).</param>
    /// <param name="weightDecay">Its λ: <see cref="WeightDecay"/> divided by the scale, so that η·λ is the same for all.</param>
    protected abstract void Update(int index, Span<float> w, ReadOnlySpan<float> g, double learningRate, double weightDecay);

    /// <summary>Fails where a setting is out of its range.</summary>
    private protected void Check(double value, bool isRight, string range, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}: {name} is {value}, expected {range}."));
        }
    }

    /// <summary>What is remembered for one parameter.</summary>
    /// <param name="slot">The number of the slot.</param>
    /// <param name="index">The number of the parameter.</param>
    protected Span<float> Slot(int slot, int index) => _slots[slot].Tensors[index].Span;
}
