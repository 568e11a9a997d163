using System.Collections;
using System.Globalization;
using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Modules one after another; their names are their numbers, or those they are added with.</summary>
/// <example><code>
/// var net = new Sequential { new Conv2d(1, 6, 5, padding: 2), new Relu(), new MaxPool2d(2), new Flatten(), new Linear(1176, 10) };
/// </code></example>
public class Sequential : Module, IEnumerable<Module>
{
    /// <summary>Modules in their order; add more with a collection initialiser.</summary>
    /// <param name="modules">The first modules.</param>
    public Sequential(params ReadOnlySpan<Module> modules)
    {
        foreach (var module in modules)
        {
            Add(module);
        }
    }

    /// <summary>How many modules.</summary>
    public int Count => Children.Count;

    /// <summary>One of the modules.</summary>
    /// <param name="index">From 0.</param>
    public Module this[int index] => Children[index].Module;

    /// <summary>Appends a module under its number.</summary>
    /// <param name="module">The module.</param>
    public void Add(Module module) => Add(Count.ToString(CultureInfo.InvariantCulture), module);

    /// <summary>Appends a module under a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="module">The module.</param>
    public void Add(string name, Module module) => base.Add(name, module);

    /// <inheritdoc/>
    public IEnumerator<Module> GetEnumerator() => Children.Select(child => child.Module).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        foreach (var (_, module) in Children)
        {
            x = module.Forward(x);
        }

        return x;
    }
}
