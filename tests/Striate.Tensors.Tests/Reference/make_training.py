#!/usr/bin/env python3
"""Makes training.json: what PyTorch computes for the losses of Striate.Tensors and for embeddings.

Run:    /usr/bin/python3 tests/Striate.Tensors.Tests/Reference/make_training.py
"""
import torch
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss

from reference import Reference

training = Reference("training")
numbers, case = training.numbers, training.case


def shares(*shape):
    return (numbers(*shape) + 2) / 4


def reductions(batch="mean"):
    return [({"sum": False}, batch), ({"sum": True}, "sum")]


def cross_entropies():
    labels = torch.tensor([2, 0, 4, 4, 1, 3])
    for smoothing in [0.0, 0.2]:
        for setting, reduction in reductions():
            weights = shares(5) + 0.1
            case("WeightedCrossEntropy", {"labelSmoothing": smoothing, "ignoredLabel": 1, **setting}, {"scores": numbers(6, 5) * 3},
                 lambda s: F.cross_entropy(s, labels, weights, ignore_index=1, label_smoothing=smoothing, reduction=reduction),
                 {"classWeights": weights}, labels)
    pixels = torch.tensor([[[0, 2], [1, 1], [2, 0]], [[2, 2], [0, 1], [-100, 1]]])
    weights = shares(3) + 0.1
    case("WeightedCrossEntropy", {"labelSmoothing": 0.1, "ignoredLabel": -100, "sum": False}, {"scores": numbers(2, 3, 3, 2) * 3},
         lambda s: F.cross_entropy(s, pixels, weights, label_smoothing=0.1), {"classWeights": weights}, pixels.flatten())
    for smoothing in [0.0, 0.2]:
        for shape in [(6, 5), (2, 5, 2, 3)]:
            targets = F.softmax(numbers(*shape), 1).float().double()
            case("SoftCrossEntropy", {"labelSmoothing": smoothing}, {"scores": numbers(*shape) * 3},
                 lambda s: F.cross_entropy(s, targets, label_smoothing=smoothing), {"targets": targets})
            weights = shares(5) + 0.1
            case("SoftCrossEntropy", {"labelSmoothing": smoothing}, {"scores": numbers(*shape) * 3},
                 lambda s: F.cross_entropy(s, targets, weights, label_smoothing=smoothing), {"targets": targets, "classWeights": weights})


def focal_losses():
    def focal(scores, labels, weights, gamma, reduction):
        cost = F.cross_entropy(scores, labels, ignore_index=1, reduction="none")
        weight = torch.where(labels == 1, 0.0, weights[labels])
        total = (weight * (1 - torch.exp(-cost)) ** gamma * cost).sum()
        return total if reduction == "sum" else total / weight.sum()

    labels = torch.tensor([2, 0, 4, 4, 1, 3])
    pixels = torch.tensor([[[0, 2], [1, 1], [2, 0]], [[2, 2], [0, 1], [2, 1]]])
    for gamma in [0.5, 2.0]:
        for setting, reduction in reductions():
            for shape, truth in [((6, 5), labels), ((2, 3, 3, 2), pixels)]:
                weights = shares(shape[1]) + 0.1
                case("SoftmaxFocal", {"gamma": gamma, "ignoredLabel": 1, **setting}, {"scores": numbers(*shape) * 3},
                     lambda s: focal(s, truth, weights, gamma, reduction), {"classWeights": weights}, truth.flatten())


def class_weights():
    for setting, reduction in reductions():
        for shape, broadcast in [((4, 5), (5,)), ((2, 3, 2, 3), (3, 1, 1))]:
            weights = shares(shape[1]) * 4 + 0.1
            case("ClassBinaryCrossEntropy", setting, {"scores": numbers(*shape) * 8, "targets": shares(*shape)},
                 lambda s, t: F.binary_cross_entropy_with_logits(s, t, reduction=reduction, pos_weight=weights.reshape(broadcast)),
                 {"positiveWeights": weights})


def pointwise():
    for setting, reduction in reductions():
        pair = lambda: {"x": numbers(4, 5), "targets": numbers(4, 5)}
        case("MeanSquared", setting, pair(), lambda x, t: F.mse_loss(x, t, reduction=reduction))
        case("L1", setting, pair(), lambda x, t: F.l1_loss(x, t, reduction=reduction))
        for size in [0.5, 1.0]:
            case("Huber", {"delta": size, **setting}, pair(), lambda x, t: F.huber_loss(x, t, reduction, size))
            case("SmoothL1", {"beta": size, **setting}, pair(), lambda x, t: F.smooth_l1_loss(x, t, reduction=reduction, beta=size))
        for weight in [1.0, 2.5]:
            case("BinaryCrossEntropy", {"positiveWeight": weight, **setting}, {"scores": numbers(4, 5) * 8, "targets": shares(4, 5)},
                 lambda s, t: F.binary_cross_entropy_with_logits(s, t, reduction=reduction, pos_weight=torch.tensor(weight)))
        for alpha, gamma in [(0.25, 2.0), (0.6, 1.5)]:
            case("Focal", {"alpha": alpha, "gamma": gamma, **setting}, {"scores": numbers(4, 5) * 4, "targets": shares(4, 5).round()},
                 lambda s, t: sigmoid_focal_loss(s, t, alpha, gamma, reduction))
    for setting, reduction in reductions("batchmean"):
        case("KLDivergence", setting, {"x": numbers(4, 5), "targets": shares(4, 5) + 1 / 64}, lambda x, t: F.kl_div(x, t, reduction=reduction))


def embeddings():
    for setting, reduction in reductions():
        case("TripletMargin", {"margin": 1.5, **setting}, {"anchor": numbers(6, 5), "positive": numbers(6, 5), "negative": numbers(6, 5)},
             lambda a, p, n: F.triplet_margin_loss(a, p, n, 1.5, reduction=reduction))
        alike = torch.tensor([1.0, -1, -1, 1, -1, -1])
        case("CosineEmbedding", {"margin": 0.25, **setting}, {"a": numbers(6, 5), "b": numbers(6, 5)},
             lambda a, b: F.cosine_embedding_loss(a, b, alike, 0.25, reduction=reduction), {"isAlike": alike})
    case("NormalizeRows", {}, {"x": numbers(4, 5)}, lambda x: F.normalize(x))
    places = torch.tensor([[2, 0, 2], [1, 3, 3]])
    case("Embedding", {"paddingIndex": 3}, {"table": numbers(4, 5)}, lambda w: F.embedding(places, w, 3), labels=places.flatten())


def sequences():
    labels, lengths = torch.tensor([1, 1, 3, 2, 1, 3, 3]), [3, 0, 4]
    for setting, reduction in reductions():
        case("Ctc", {"labelLengths": lengths, "inputLengths": [8, 6, 7], "blank": 0, "zeroInfinity": False, **setting}, {"scores": numbers(8, 3, 4) * 3},
             lambda s: F.ctc_loss(F.log_softmax(s, 2), labels, torch.tensor([8, 6, 7]), torch.tensor(lengths), reduction=reduction), labels=labels)
    case("Ctc", {"labelLengths": [2, 2, 3], "inputLengths": [3, 2, 6], "blank": 2, "zeroInfinity": True, "sum": False}, {"scores": numbers(6, 3, 4)},
         lambda s: F.ctc_loss(F.log_softmax(s, 2), torch.tensor([1, 3, 1, 1, 0, 1, 3]), torch.tensor([3, 2, 6]), torch.tensor([2, 2, 3]), 2, zero_infinity=True),
         labels=torch.tensor([1, 3, 1, 1, 0, 1, 3]))


cross_entropies()
pointwise()
embeddings()
sequences()
focal_losses()
class_weights()
training.write()
