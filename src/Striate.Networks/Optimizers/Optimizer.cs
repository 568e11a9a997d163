using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Kernels.Update;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Changes the parameters of a network by their gradients.</summary>
public abstract class Optimizer
{
    private readonly (string Name, Parameter Parameter)[] _parameters;
    private readonly (string Name, Tensor[] Tensors)[] _slots;
    private readonly UpdateTarget[] _targets;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Pull of every weight towards zero.</param>
    /// <param name="slots">Names of what is remembered for each number of a parameter, such as "velocity"; up to three.</param>
    protected Optimizer(Module network, double learningRate, double weightDecay, params ReadOnlySpan<string> slots)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(learningRate, learningRate >= 0 && double.IsFinite(learningRate), "at least 0");
        Check(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "at least 0");
        (LearningRate, WeightDecay) = (learningRate, weightDecay);
        _parameters = [.. network.Parameters()];
        _targets = new UpdateTarget[_parameters.Length];
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
        var count = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (_parameters[i].Parameter.Grad is { } gradient)
            {
                _targets[count++] = Target(i, gradient);
            }
        }

        Update(_targets.AsSpan(0, count));
        Array.Clear(_targets);
        foreach (var (_, parameter) in _parameters)
        {
            parameter.Value.ClearGrad();
        }
    }

    /// <summary>Changes the parameters that have a gradient.</summary>
    /// <param name="targets">Their numbers, gradients, slots in the order of their names, and their η and λ:
    /// <see cref="LearningRate"/> times the parameter's scale (<see cref="Parameter.LearningRateScale"/>), and
    /// <see cref="WeightDecay"/> divided by it, so that η·λ is the same for all.</param>
    protected abstract void Update(ReadOnlySpan<UpdateTarget> targets);

    /// <summary>Fails where a setting is out of its range.</summary>
    private protected void Check(double value, bool isRight, string range, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}: {name} is {value}, expected {range}."));
        }
    }

    private UpdateTarget Target(int index, Tensor gradient)
    {
        var parameter = _parameters[index].Parameter;
        var scale = parameter.LearningRateScale;
        return new UpdateTarget(parameter.Value.Memory, gradient.Memory, (float)(scale * LearningRate), (float)(WeightDecay / scale))
        {
            First = Slot(0),
            Second = Slot(1),
            Third = Slot(2),
        };

        Memory<float> Slot(int slot) => slot < _slots.Length ? _slots[slot].Tensors[index].Memory : default;
    }
}
