using Striate.Kernels.Reduce;

namespace Striate.Tensors.Tests;

public partial class ReferenceTests
{
    private static Dictionary<string, Func<StoredCase, Tensor>> Training => new()
    {
        ["WeightedCrossEntropy"] = c => Ops.CrossEntropy(
            c["scores"], c.Labels, c.Real("labelSmoothing"), c.Buffers["classWeights"], c.Whole("ignoredLabel"), Sum(c)),
        ["SoftCrossEntropy"] = c => Ops.CrossEntropy(c["scores"], c.Buffers["targets"], c.Real("labelSmoothing"), c.Buffers.GetValueOrDefault("classWeights")),
        ["SoftmaxFocal"] = c => Ops.SoftmaxFocal(
            c["scores"], c.Labels, c.Real("gamma"), c.Buffers["classWeights"], c.Whole("ignoredLabel"), Sum(c)),
        ["MeanSquared"] = c => Ops.MeanSquared(c["x"], c["targets"], Sum(c)),
        ["L1"] = c => Ops.L1(c["x"], c["targets"], Sum(c)),
        ["Huber"] = c => Ops.Huber(c["x"], c["targets"], c.Real("delta"), Sum(c)),
        ["SmoothL1"] = c => Ops.SmoothL1(c["x"], c["targets"], c.Real("beta"), Sum(c)),
        ["BinaryCrossEntropy"] = c => Ops.BinaryCrossEntropy(c["scores"], c["targets"], c.Real("positiveWeight"), Sum(c)),
        ["ClassBinaryCrossEntropy"] = c => Ops.BinaryCrossEntropy(c["scores"], c["targets"], c.Buffers["positiveWeights"], Sum(c)),
        ["Focal"] = c => Ops.Focal(c["scores"], c["targets"], c.Real("alpha"), c.Real("gamma"), Sum(c)),
        ["KLDivergence"] = c => Ops.KLDivergence(c["x"], c["targets"], Sum(c)),
        ["TripletMargin"] = c => Ops.TripletMargin(c["anchor"], c["positive"], c["negative"], c.Real("margin"), Sum(c)),
        ["CosineEmbedding"] = c => Ops.CosineEmbedding(c["a"], c["b"], c.Buffers["isAlike"], c.Real("margin"), Sum(c)),
        ["Ctc"] = c => Ops.Ctc(c["scores"], c.Labels, c.Wholes("labelLengths"), c.Wholes("inputLengths"), c.Whole("blank"), c.Flag("zeroInfinity"), Sum(c)),
        ["Embedding"] = c => Ops.Embedding(
            Tensor.From([.. c.Labels.Select(label => (float)label)], [2, 3]), c["table"], c.Whole("paddingIndex")),
        ["NormalizeRows"] = c => Ops.NormalizeRows(c["x"]),
    };

    private static Reduction Sum(StoredCase c) => c.Flag("sum") ? Reduction.Sum : Reduction.Mean;
}
