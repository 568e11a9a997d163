using System.Globalization;
using System.Runtime.CompilerServices;
using Striate.Kernels.Update;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Changes the parameters of a network by their gradients.</summary>
public abstract class Optimizer
{
    private const int MostSlots = 3;

    private readonly (string Name, Parameter Parameter)[] _parameters;
    private readonly (string Name, Tensor Tensor)[][] _slots;
    private readonly UpdateTarget[] _targets;

    /// <summary>Prepares to change a network.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Pull of every weight towards zero.</param>
    /// <param name="slots">Names of what is remembered for each number of a parameter, such as "velocity"; up to three.</param>
    protected Optimizer(Module network, double learningRate, double weightDecay, params ReadOnlySpan<string> slots)
        : this(network, learningRate, weightDecay, All(slots.ToArray()))
    {
    }

    /// <summary>Prepares to change a network whose parameters are not all treated alike.</summary>
    /// <param name="network">Whose parameters are learned.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Pull of every weight towards zero.</param>
    /// <param name="slotsOf">Names of what is remembered for each number of a parameter; up to three.</param>
    private protected Optimizer(Module network, double learningRate, double weightDecay, Func<string, Parameter, string[]> slotsOf)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check(learningRate, learningRate >= 0 && double.IsFinite(learningRate), "at least 0");
        Check(weightDecay, weightDecay >= 0 && double.IsFinite(weightDecay), "at least 0");
        (LearningRate, WeightDecay) = (learningRate, weightDecay);
        _parameters = [.. network.Parameters()];
        _targets = new UpdateTarget[_parameters.Length];
        _slots = Array.ConvertAll(_parameters, p => Array.ConvertAll(
            slotsOf(p.Name, p.Parameter), slot => ($"{slot}/{p.Name}", Tensor.Zeros([p.Parameter.Shape.Size]).Keep())));
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
    public virtual IEnumerable<(string Name, Tensor Tensor)> State() =>
        Enumerable.Range(0, MostSlots).SelectMany(slot => _slots.Where(slots => slot < slots.Length).Select(slots => slots[slot]));

    /// <summary>Changes every parameter that has a gradient, and clears the gradients. A frozen one has none.</summary>
    public virtual void Step()
    {
        Steps++;
        Update(parameter => parameter.Grad is not null);
        foreach (var (_, parameter) in _parameters)
        {
            parameter.Value.ClearGrad();
        }
    }

    /// <summary>Changes some of the parameters.</summary>
    private protected void Update(Predicate<Parameter> which)
    {
        var count = 0;
        for (var i = 0; i < _parameters.Length; i++)
        {
            if (which(_parameters[i].Parameter))
            {
                _targets[count++] = Target(i);
            }
        }

        Update(_targets.AsSpan(0, count));
        Array.Clear(_targets);
    }

    /// <summary>Changes the parameters that have a gradient.</summary>
    /// <param name="targets">Their numbers, gradients, slots in the order of their names, and their η and λ:
    /// <see cref="LearningRate"/> times the parameter's scale (<see cref="Parameter.LearningRateScale"/>), and
    /// <see cref="WeightDecay"/> divided by it, so that η·λ is the same for all, but for <see cref="Parameter.WeightDecayScale"/>.</param>
    protected abstract void Update(ReadOnlySpan<UpdateTarget> targets);

    /// <summary>Fails where a setting is out of its range.</summary>
    private protected void Check(double value, bool isRight, string range, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(CultureInfo.InvariantCulture, $"{GetType().Name}: {name} is {value}, expected {range}."));
        }
    }

    private static Func<string, Parameter, string[]> All(string[] slots) => (_, _) => slots;

    private UpdateTarget Target(int index)
    {
        var parameter = _parameters[index].Parameter;
        var (scale, decay) = (parameter.LearningRateScale, parameter.WeightDecayScale);
        return new UpdateTarget(
            parameter.Value.Memory, parameter.Grad is { } gradient ? gradient.Memory : default, (float)(scale * LearningRate), (float)(decay * WeightDecay / scale))
        {
            Rows = parameter.Shape.Rank < 2 ? 1 : parameter.Shape[0],
            First = Slot(0),
            Second = Slot(1),
            Third = Slot(2),
        };

        Memory<float> Slot(int slot) => slot < _slots[index].Length ? _slots[index][slot].Tensor.Memory : default;
    }
}
