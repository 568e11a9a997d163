using Striate.Networks;
using Striate.Tensors;
using static Striate.Insight.Numbers;

namespace Striate.Insight;

/// <summary>While it is open, all ReLUs of a network pass gradients back by another rule than their derivative; what they compute stays the same.</summary>
internal sealed class ReluRule : IDisposable
{
    private readonly List<IDisposable> _hooks;

    /// <summary>Puts the rule into a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="back">What goes back, of what came in and of what came back.</param>
    public ReluRule(Module network, Func<float, float, float> back) =>
        _hooks = [.. network.Modules().OfType<Relu>().Select(module => module.AddHook((x, _) => Apply(x, back)))];

    /// <summary>How many layers follow it.</summary>
    public int Count => _hooks.Count;

    public void Dispose() => _hooks.ForEach(hook => hook.Dispose());

    private static Tensor Apply(Tensor x, Func<float, float, float> back) => Tape.Record(
        "RuledRelu",
        [x],
        Map(x, value => MathF.Max(value, 0)),
        null,
        dy => x.ReceiveGrad(dx =>
        {
            for (var i = 0; i < dx.Length; i++)
            {
                dx[i] = back(x.Span[i], dy.Span[i]);
            }
        }));
}
