using System.IO.Enumeration;
using Striate.Kernels;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>
/// A layer, a block or a whole network: a function of a tensor with parameters, buffers and children, all named. A new one
/// registers its parts in its constructor and overrides <see cref="ForwardCore"/>.
/// </summary>
public abstract class Module
{
    private readonly List<(string Name, Module Module)> _children = [];
    private readonly List<(string Name, Parameter Parameter)> _parameters = [];
    private readonly List<(string Name, Tensor Tensor)> _buffers = [];
    private Hooked[] _hooks = [];
    private Func<Tensor, Tensor>? _forward;
    private Module? _parent;
    private string _name = "";
    private bool _isTraining = true;

    /// <summary>The names of all modules from the root down to this one, such as "layer1.0.conv2"; empty for the root.</summary>
    public string Path => _parent is { Path: { Length: > 0 } path } ? $"{path}.{_name}" : _name;

    /// <summary>
    /// Whether the module is learning; dropout and batch normalisation then behave differently. One all of whose own parameters are
    /// frozen (<see cref="Parameter.RequiresGrad"/>) never is: a frozen batch normalisation uses its running statistics and keeps them.
    /// </summary>
    public bool IsTraining => _isTraining && (_parameters.Count == 0 || _parameters.Exists(p => p.Parameter.RequiresGrad));

    /// <summary>The modules that this one is made of, in the order of their registration.</summary>
    public IReadOnlyList<(string Name, Module Module)> Children => _children;

    /// <summary>Kind and sizes in a few words, such as "Conv2d 6 → 16, 5×5".</summary>
    public virtual string Description => GetType().Name;

    /// <summary>Applies the module.</summary>
    /// <param name="x">The input, whose shape the module states.</param>
    /// <returns>The output.</returns>
    /// <exception cref="ShapeException">A shape does not fit; the message names the layer.</exception>
    public Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return InName(x, _forward ??= Compute);
    }

    /// <summary>Has every run of this module looked at, and perhaps changed, until the answer is disposed; after the hooks that are there already.</summary>
    /// <param name="hook">Is given the input and the output.</param>
    /// <returns>Takes the hook off again.</returns>
    public IDisposable AddHook(Hook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var hooked = new Hooked(this, hook);
        _hooks = [.. _hooks, hooked];
        return hooked;
    }

    /// <summary>This module and all below it, depth first.</summary>
    public IEnumerable<Module> Modules() => _children.SelectMany(child => child.Module.Modules()).Prepend(this);

    /// <summary>Names of the parts that only learning needs, whether it was built with them or not: weights may come without them, or have them in vain.</summary>
    internal virtual IReadOnlyList<string> AuxiliaryParts => [];

    /// <summary>Every parameter with its full name, such as "layer1.0.conv2.weight".</summary>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters() => Walk(module => module._parameters);

    /// <summary>The parameters whose full names match a pattern, to give them settings of their own: a group.</summary>
    /// <param name="pattern">A name in which * stands for any letters, dots included, and ? for one: "layer1.*", "*.bias".</param>
    public IEnumerable<(string Name, Parameter Parameter)> Parameters(string pattern) =>
        Parameters().Where(p => FileSystemName.MatchesSimpleExpression(pattern, p.Name, ignoreCase: false));

    /// <summary>Every buffer with its full name: what is stored with the weights but not learned, such as running means.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Buffers() => Walk(module => module._buffers);

    /// <summary>How many numbers its parameters have, frozen ones included.</summary>
    public long CountParameters() => Parameters().Sum(p => (long)p.Parameter.Shape.Size);

    /// <summary>Switches this module and all below it to learning.</summary>
    /// <returns>The same module.</returns>
    public Module Train() => SetTraining(true);

    /// <summary>Switches this module and all below it to use.</summary>
    /// <returns>The same module.</returns>
    public Module Eval() => SetTraining(false);

    /// <summary>Draws all parameters anew. Values depend on the seed and on each parameter's name alone.</summary>
    /// <param name="seed">Any number.</param>
    public void Initialize(ulong seed)
    {
        foreach (var (name, parameter) in Parameters())
        {
            parameter.Redraw(Rng.Hash(seed, Rng.Hash(name)));
        }
    }

    /// <summary>"conv2 (Conv2d 6 → 16, 5×5)".</summary>
    public sealed override string ToString() => Path.Length > 0 ? $"{Path} ({Description})" : Description;

    /// <summary>What the module computes.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The output.</returns>
    protected abstract Tensor ForwardCore(Tensor x);

    /// <summary>Computes something as this module: errors name it, and operations are recorded with it.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="forward">What it computes.</param>
    private protected TOutput InName<TInput, TOutput>(TInput input, Func<TInput, TOutput> forward)
    {
        var tape = Tape.Current;
        var caller = tape?.Layer;
        using var fusion = new Fusion();
        try
        {
            tape?.Layer = this;
            var output = forward(input);
            fusion.Complete();
            return output;
        }
        catch (ShapeException error) when (error.Who is null)
        {
            throw new ShapeException(error.Message, ToString());
        }
        finally
        {
            tape?.Layer = caller;
        }
    }

    /// <summary>Registers a child.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name among its siblings.</param>
    /// <param name="child">The child, which has no parent yet.</param>
    /// <returns>The child.</returns>
    /// <exception cref="InvalidOperationException">The name is taken, or the child has a parent.</exception>
    protected T Add<T>(string name, T child)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(child);
        CheckName(name);
        if (child._parent is not null)
        {
            throw new InvalidOperationException($"{child} is part of {child._parent} already; a module has one parent.");
        }

        (child._parent, child._name) = (this, name);
        _children.Add((name, child));
        return child;
    }

    /// <summary>Registers a parameter.</summary>
    /// <param name="name">Its name within this module, such as "weight".</param>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    protected Parameter AddParameter(string name, Parameter parameter)
    {
        CheckName(name);
        _parameters.Add((name, parameter));
        return parameter;
    }

    /// <summary>Registers a buffer.</summary>
    /// <param name="name">Its name within this module, such as "running_mean".</param>
    /// <param name="buffer">The tensor; it is kept.</param>
    /// <returns>The buffer.</returns>
    /// <exception cref="InvalidOperationException">The name is taken.</exception>
    protected Tensor AddBuffer(string name, Tensor buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        CheckName(name);
        _buffers.Add((name, buffer.Keep()));
        return buffer;
    }

    private Tensor Compute(Tensor x)
    {
        var y = ForwardCore(x);

        // A hook may take itself or others off: those of this run are the ones that were there when it began.
        foreach (var hooked in _hooks)
        {
            y = hooked.Hook(x, y) ?? throw new InvalidOperationException($"{this}: a hook gave nothing. Have it return the output, or what takes its place.");
        }

        return y;
    }

    /// <summary>How many hooks it has.</summary>
    internal int HookCount => _hooks.Length;

    /// <summary>Takes a hook off; nothing happens if it is off already.</summary>
    internal void Remove(Hooked hooked) => _hooks = [.. _hooks.Where(other => other != hooked)];

    private IEnumerable<(string Name, T Value)> Walk<T>(Func<Module, List<(string Name, T Value)>> own)
    {
        foreach (var (name, value) in own(this))
        {
            yield return (name, value);
        }

        foreach (var (childName, child) in _children)
        {
            foreach (var (name, value) in child.Walk(own))
            {
                yield return ($"{childName}.{name}", value);
            }
        }
    }

    /// <summary>Whether it was told to learn, whatever its parameters say.</summary>
    internal bool IsToLearn
    {
        get => _isTraining;
        set => _isTraining = value;
    }

    private Module SetTraining(bool training)
    {
        foreach (var module in Modules())
        {
            module._isTraining = training;
        }

        return this;
    }

    private void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_children.Any(c => c.Name == name) || _parameters.Any(p => p.Name == name) || _buffers.Any(b => b.Name == name))
        {
            throw new InvalidOperationException($"{this} has a part named '{name}' already.");
        }
    }
}
