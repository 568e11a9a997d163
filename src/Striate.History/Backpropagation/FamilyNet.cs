using Striate.Networks;
using Striate.Tensors;

namespace Striate.History;

/// <summary>
/// The net of the family trees: 24 people and 12 relations, each with one input on, a code of 6 units for either, 12 units that bring them together,
/// a code of 6 units for the answer, and 24 people out.
/// </summary>
/// <remarks>
/// All units are sigmoid. Rumelhart, Hinton and Williams, Nature 323, 1986; Hinton, Learning distributed representations of concepts, Cognitive Science
/// Society, 1986.
/// </remarks>
public sealed class FamilyNet : Module
{
    private const double First = 0.3;

    private const int People = 24, Relations = 12, Code = 6, Middle = 12;

    private readonly Linear _relation, _middle, _answer, _out;

    /// <summary>Builds it, with weights drawn evenly from −0.3 to 0.3, as in the paper.</summary>
    public FamilyNet()
    {
        Person = Add("person", SigmoidNet.Drawn(new Linear(People, Code), First));
        _relation = Add("relation", SigmoidNet.Drawn(new Linear(Relations, Code), First));
        _middle = Add("middle", SigmoidNet.Drawn(new Linear(2 * Code, Middle), First));
        _answer = Add("answer", SigmoidNet.Drawn(new Linear(Middle, Code), First));
        _out = Add("out", SigmoidNet.Drawn(new Linear(Code, People), First));
    }

    /// <summary>The layer that finds a code for people: its weights, shape [6, 24], are what the net holds of each.</summary>
    public Linear Person { get; }

    /// <inheritdoc/>
    protected override Tensor ForwardCore(Tensor x)
    {
        var person = Ops.Sigmoid(Person.Forward(Ops.Narrow(x, 1, 0, People)));
        var relation = Ops.Sigmoid(_relation.Forward(Ops.Narrow(x, 1, People, Relations)));
        var middle = Ops.Sigmoid(_middle.Forward(Ops.Concat(1, person, relation)));
        return Ops.Sigmoid(_out.Forward(Ops.Sigmoid(_answer.Forward(middle))));
    }
}
