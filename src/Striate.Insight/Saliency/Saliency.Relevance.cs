using Striate.Kernels;
using Striate.Kernels.Norm;
using Striate.Networks;
using Striate.Tensors;
using static Striate.Insight.Numbers;

namespace Striate.Insight;

public static partial class Saliency
{
    // What passes relevance on as it passes gradients: R / x stays the same through it.
    private static readonly HashSet<string> PassOn =
        ["Relu", "MaxPool2d", "AvgPool2d", "AdaptiveAvgPool2d", "GlobalAvgPool2d", "AdaptiveMaxPool2d", "GlobalMaxPool2d", "Add", "Concat", "Flatten", "Reshape", "Layout", "Pad", SharedOut];

    private const string SharedOut = "SharedOut";

    /// <summary>
    /// Layer-wise relevance propagation: the score is handed back layer by layer, shared out by a rule, until the pixels have it; nothing is lost on the
    /// way, as <see cref="Attribution.Error"/> says. Convolutions and fully connected layers follow the rule, batch normalisations as a part of the
    /// layer before them; ReLUs, sums and concatenations hand on in proportion, average pooling too, max pooling to the winner.
    /// Bach et al., PLoS ONE 10(7), 2015; Montavon et al., Explainable AI, 2019.
    /// </summary>
    /// <param name="network">Gives scores [1, K], made of the layers above.</param>
    /// <param name="image">Shape [1, C, H, W].</param>
    /// <param name="target">The class; null for the network's answer.</param>
    /// <param name="rule">How a layer shares out; null for α = 2, β = 1.</param>
    /// <returns>The shares of the score.</returns>
    /// <exception cref="ShapeException">More than one image, or no scores of classes.</exception>
    /// <exception cref="NotSupportedException">The network has a layer of another kind; the message names it.</exception>
    public static Attribution Relevance(Module network, Tensor image, int? target = null, RelevanceRule? rule = null)
    {
        Check(network, image);
        using var rest = new AtRest(network);
        using var tape = new Tape(seed: 0);
        var hand = new Handing(rule ?? RelevanceRule.AlphaBeta());
        var hooks = network.Modules().Where(module => module is Conv2d or Linear or BatchNorm).Select(module => module.AddHook((_, y) => hand.On(module, y))).ToList();
        try
        {
            var x = Leaf(image);
            var scores = network.Forward(x);
            var place = Target(scores, target);
            if (tape.Operations.FirstOrDefault(o => o.Output.RequiresGrad && !PassOn.Contains(o.Name) && !hand.Knows(o)) is { } other)
            {
                throw new NotSupportedException(
                    $"relevance: {other.Layer} computes {other.Name}, for which there is no rule; expected convolutions, fully connected layers, batch normalisation, "
                    + "ReLU, pooling, sums and concatenations. Take integrated gradients, which are complete for any network.");
            }

            return new Attribution(Map(Back(scores, place, x), x, (perUnit, value) => perUnit * value), scores.Span[place]);
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }
    }

    // Puts in the place of a linear layer's output the same numbers, which hand back relevance instead of a gradient.
    private sealed class Handing(RelevanceRule rule)
    {
        private readonly Dictionary<Tensor, LinearStep> _made = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<Operation> _known = new(ReferenceEqualityComparer.Instance);

        public bool Knows(Operation operation) => _known.Contains(operation);

        public Tensor On(Module module, Tensor y)
        {
            var operation = Tape.Current!.Operations.Last(o => o.Output == y);
            _known.Add(operation);
            if (module is not BatchNorm norm)
            {
                return SharedOutBy(LinearStep.Of(operation), y);
            }

            // One that stands alone hands on all that it has.
            var x = operation.Inputs[0];
            return _made.TryGetValue(x, out var before)
                ? SharedOutBy(before.With(norm, ((BatchNormSettings)operation.Attributes!).Epsilon), y)
                : Record(x, y, (c, output) => Map(Map(c, output, (a, b) => a * b), x, (r, value) => value == 0 ? 0 : r / value));
        }

        private Tensor SharedOutBy(LinearStep step, Tensor y)
        {
            var output = Record(step.Input, y, (c, output) => rule.Share(step, output, Map(c, output, (a, b) => a * b)));
            _made[output] = step;
            return output;
        }

        private static Tensor Record(Tensor x, Tensor y, Func<Tensor, Tensor, Tensor> back)
        {
            var output = y.Clone();
            return Tape.Record(SharedOut, [x], output, null, c => x.ReceiveGrad(dx =>
            {
                using var scope = new Scope();
                back(c, output).Span.CopyTo(dx);
            }));
        }
    }
}
