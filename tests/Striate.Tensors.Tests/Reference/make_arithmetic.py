#!/usr/bin/env python3
"""Makes arithmetic.json: what PyTorch computes for activations, arithmetic with broadcasting, reductions and matrix products.

Run:    /usr/bin/python3 tests/Striate.Tensors.Tests/Reference/make_arithmetic.py
"""
import torch
import torch.nn.functional as F

from reference import Reference

arithmetic = Reference("arithmetic")
numbers, case = arithmetic.numbers, arithmetic.case
IMAGES = (2, 3, 3, 2)


def activations():
    case("LeakyRelu", {"negativeSlope": 0.2}, {"x": numbers(*IMAGES)}, lambda x: F.leaky_relu(x, 0.2))
    for slopes in (1, 3):
        case("PRelu", {}, {"x": numbers(*IMAGES), "slope": numbers(slopes)}, F.prelu)
    case("Elu", {"alpha": 0.75}, {"x": numbers(*IMAGES)}, lambda x: F.elu(x, 0.75))
    case("Selu", {}, {"x": numbers(*IMAGES)}, F.selu)
    case("Celu", {"alpha": 0.75}, {"x": numbers(*IMAGES)}, lambda x: F.celu(x, 0.75))
    case("Silu", {}, {"x": numbers(*IMAGES) * 4}, F.silu)
    # Never exactly at the bounds, where the gradient of a hard swish is one or another in PyTorch, by the place in memory.
    case("HardSwish", {}, {"x": numbers(*IMAGES) * 2.5 + 1 / 256}, F.hardswish)
    # Whole numbers, so that some stand exactly at the bounds.
    case("HardSigmoid", {}, {"x": (numbers(*IMAGES) * 3).round()}, F.hardsigmoid)
    case("HardTanh", {}, {"x": numbers(*IMAGES) + 1 / 128}, F.hardtanh)
    case("Mish", {}, {"x": numbers(*IMAGES) * 4}, F.mish)
    for beta in (1.0, 2.5):
        case("Softplus", {"beta": beta}, {"x": numbers(*IMAGES) * 4}, lambda x: F.softplus(x, beta, threshold=1000))
    case("LogSigmoid", {}, {"x": numbers(*IMAGES) * 4}, F.logsigmoid)
    for shape, axis in [(IMAGES, 1), (IMAGES, 2), (IMAGES, -1), ((4, 5), 0), ((2, 3, 4), 1)]:
        case("SoftmaxOverAxis", {"axis": axis}, {"x": numbers(*shape)}, lambda x: F.softmax(x, axis))
        case("LogSoftmax", {"axis": axis}, {"x": numbers(*shape)}, lambda x: F.log_softmax(x, axis))


def functions():
    case("Exp", {}, {"x": numbers(*IMAGES)}, torch.exp)
    case("Log", {}, {"x": numbers(*IMAGES).abs() + 1 / 64}, torch.log)
    case("Sqrt", {}, {"x": numbers(*IMAGES).abs() + 1 / 64}, torch.sqrt)
    case("Square", {}, {"x": numbers(*IMAGES)}, torch.square)
    case("Abs", {}, {"x": numbers(*IMAGES).round()}, torch.abs)
    case("Negate", {}, {"x": numbers(*IMAGES)}, torch.neg)
    case("Reciprocal", {}, {"x": numbers(*IMAGES) + 2.5}, torch.reciprocal)
    case("Sin", {}, {"x": numbers(*IMAGES) * 4}, torch.sin)
    case("Cos", {}, {"x": numbers(*IMAGES) * 4}, torch.cos)
    # Whole numbers, so that some stand exactly at the bounds.
    case("Clip", {"lowest": -1.0, "highest": 1.0}, {"x": numbers(*IMAGES).round()}, lambda x: x.clamp(-1, 1))


def broadcasts():
    for other in [IMAGES, (2, 3, 1, 1), (3, 1, 1), (1,), (2, 1, 3, 2), (3, 2), (1, 3, 1, 2)]:
        for a, b in ((IMAGES, other), (other, IMAGES)):
            case("Sum2", {}, {"a": numbers(*a), "b": numbers(*b)}, torch.add)
            case("Multiply", {}, {"a": numbers(*a), "b": numbers(*b)}, torch.mul)
    for a, b in [(IMAGES, (3, 1, 1)), ((4, 1), (1, 5)), ((2, 1, 3), (4, 1))]:
        case("Subtract", {}, {"a": numbers(*a), "b": numbers(*b)}, torch.sub)
        case("Divide", {}, {"a": numbers(*a), "b": numbers(*b) + 2.5}, torch.div)
        case("Power", {}, {"a": numbers(*a).abs() + 1 / 64, "b": numbers(*b)}, torch.pow)
        # Whole numbers, so that some tie.
        case("Maximum", {}, {"a": numbers(*a).round(), "b": numbers(*b).round()}, torch.maximum)
        case("Minimum", {}, {"a": numbers(*a).round(), "b": numbers(*b).round()}, torch.minimum)
        case("Where", {}, {"a": numbers(*a), "b": numbers(*b)}, lambda a, b: torch.where(a > b, a * 2, b))


def reductions():
    for shape, axes, keep in [(IMAGES, (2, 3), True), (IMAGES, (1,), False), (IMAGES, (0, 2), True), (IMAGES, (0, 1, 2, 3), False), ((4, 5), (-1,), True), ((2, 3, 4), (0, 2), False)]:
        settings = {"axes": axes, "keepDims": keep}
        case("Sum", settings, {"x": numbers(*shape)}, lambda x: x.sum(axes, keep))
        case("Mean", settings, {"x": numbers(*shape)}, lambda x: x.mean(axes, keep))
        # Whole numbers, so that some tie.
        case("Max", settings, {"x": numbers(*shape).round()}, lambda x: x.amax(axes, keep))
        case("Min", settings, {"x": numbers(*shape).round()}, lambda x: x.amin(axes, keep))
        for correction in (0, 1):
            case("Variance", {**settings, "correction": correction}, {"x": numbers(*shape)}, lambda x: torch.var(x, axes, correction=correction, keepdim=keep))
        case("StandardDeviation", {**settings, "correction": 1}, {"x": numbers(*shape)}, lambda x: torch.std(x, axes, correction=1, keepdim=keep))
        for p in ("1", "2", "inf"):
            case("Norm", {**settings, "p": p}, {"x": numbers(*shape)}, lambda x: torch.linalg.vector_norm(x, float(p), axes, keep))
        case("LogSumExp", settings, {"x": numbers(*shape) * 4}, lambda x: x.logsumexp(axes, keep))


def along_axes():
    for shape, axis in [(IMAGES, 1), (IMAGES, 3), ((4, 5), 0), ((2, 3, 4), -1)]:
        # Different numbers, since PyTorch does not say which of equal ones comes first.
        count = torch.Size(shape).numel()
        different = (torch.randperm(count, generator=arithmetic.generator).double() - count / 2).reshape(shape) / 4
        for keep in (False, True):
            case("ArgMax", {"axis": axis, "keepDims": keep}, {"x": different}, lambda x: x.argmax(axis, keep))
        case("ArgMin", {"axis": axis, "keepDims": False}, {"x": different}, lambda x: x.argmin(axis))
        for largest in (True, False):
            settings = {"k": 2, "axis": axis, "largest": largest}
            case("TopKValues", settings, {"x": different}, lambda x: x.topk(2, axis, largest)[0])
            case("TopKPlaces", settings, {"x": different}, lambda x: x.topk(2, axis, largest)[1])
        case("CumulativeSum", {"axis": axis}, {"x": numbers(*shape)}, lambda x: x.cumsum(axis))


def products():
    for a, b in [((3, 4), (4, 5)), ((2, 3, 4), (2, 4, 5)), ((2, 3, 4), (4, 5)), ((2, 1, 3, 4), (3, 4, 5))]:
        for left in (False, True):
            for right in (False, True):
                x, w = numbers(*a), numbers(*b)
                case("MatMul", {"transposeA": left, "transposeB": right},
                     {"a": x.mT.contiguous() if left else x, "b": w.mT.contiguous() if right else w},
                     lambda a, b: torch.matmul(a.mT if left else a, b.mT if right else b))


activations()
functions()
broadcasts()
reductions()
along_axes()
products()
arithmetic.write()
