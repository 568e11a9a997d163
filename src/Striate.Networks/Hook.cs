using Striate.Tensors;

namespace Striate.Networks;

/// <summary>Looks at one run of a module, and may change what it gives (<see cref="Module.AddHook"/>).</summary>
/// <param name="input">What the module was given.</param>
/// <param name="output">What it made of it.</param>
/// <returns>What takes the output's place: the output itself, or another tensor that those after it can use.</returns>
/// <example><code>
/// using (net[3].AddHook((_, y) => Ops.Multiply(y, mask)))
/// {
///     var scores = net.Forward(image);
/// }
/// </code></example>
public delegate Tensor Hook(Tensor input, Tensor output);
