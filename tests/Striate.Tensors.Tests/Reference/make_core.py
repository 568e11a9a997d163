#!/usr/bin/env python3
"""Makes core.json: what PyTorch computes for the first operations of Striate.Tensors, and the paths of its optimisers.

Run:    /usr/bin/python3 tests/Striate.Tensors.Tests/Reference/make_core.py
"""
import torch
import torch.nn.functional as F

from reference import Reference, stored

core = Reference("core")
numbers, case = core.numbers, core.case


def convolutions():
    for stride, (top, bottom, left, right), dilation, groups, bias in [
        ((1, 1), (0, 0, 0, 0), (1, 1), 1, True),
        ((2, 1), (1, 1, 1, 1), (1, 1), 1, False),
        ((2, 2), (0, 1, 2, 1), (1, 1), 2, True),
        ((1, 2), (2, 2, 2, 2), (2, 2), 1, True),
        ((1, 1), (1, 1, 1, 1), (1, 1), 4, True),
    ]:
        inputs = {"x": numbers(2, 4, 7, 6), "w": numbers(8, 4 // groups, 3, 3)}
        if bias:
            inputs["b"] = numbers(8)
        settings = {"stride": stride, "padding": (top, bottom, left, right), "dilation": dilation, "groups": groups}
        case("Conv2d", settings, inputs, lambda x, w, b=None: F.conv2d(
            F.pad(x, (left, right, top, bottom)), w, b, stride, 0, dilation, groups))


def pools():
    for kernel, stride, padding, dilation in [
        ((2, 2), (2, 2), (0, 0), (1, 1)), ((3, 3), (2, 2), (1, 1), (1, 1)), ((2, 3), (1, 2), (1, 0), (2, 1)), ((3, 2), (3, 1), (0, 1), (1, 3)),
    ]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "dilation": dilation}
        # Whole numbers, so that maxima tie.
        case("MaxPool2d", settings, {"x": numbers(2, 3, 7, 8).round()}, lambda x: F.max_pool2d(x, kernel, stride, padding, dilation))
    for kernel, stride, padding, count in [
        ((2, 2), (2, 2), (0, 0), True), ((3, 3), (2, 2), (1, 1), True), ((3, 3), (2, 2), (1, 1), False), ((2, 4), (1, 3), (1, 2), False),
    ]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "countIncludePad": count}
        case("AvgPool2d", settings, {"x": numbers(2, 3, 7, 8)}, lambda x: F.avg_pool2d(
            x, kernel, stride, padding, count_include_pad=count))
    for size in [(1, 1), (3, 2), (5, 4), (9, 10)]:
        case("AdaptiveAvgPool2d", {"outputSize": size}, {"x": numbers(2, 3, 7, 8)}, lambda x: F.adaptive_avg_pool2d(x, size))


def normalisations():
    for shape in [(3, 4, 3, 2), (6, 5)]:
        for training, momentum, epsilon in [(True, 0.1, 1e-5), (True, 0.3, 1e-3), (False, 0.1, 1e-5)]:
            channels = shape[1]
            buffers = {"runningMean": numbers(channels), "runningVar": numbers(channels).abs() + 0.5}
            case(
                "BatchNorm", {"training": training, "momentum": momentum, "epsilon": epsilon},
                {"x": numbers(*shape), "gamma": numbers(channels), "beta": numbers(channels)},
                lambda x, gamma, beta: F.batch_norm(
                    x, buffers["runningMean"], buffers["runningVar"], gamma, beta, training, momentum, epsilon),
                buffers)
    for size, alpha, beta, k in [(5, 1e-4, 0.75, 1.0), (5, 0.5, 0.75, 2.0), (4, 1.0, 0.6, 1.5), (1, 0.3, 1.0, 1.0)]:
        case("LocalResponseNorm", {"size": size, "alpha": alpha, "beta": beta, "k": k}, {"x": numbers(2, 7, 2, 3)},
             lambda x: F.local_response_norm(x, size, alpha, beta, k))


def elementwise():
    case("Relu", {}, {"x": numbers(2, 3, 3, 2)}, F.relu)
    case("Tanh", {}, {"x": numbers(2, 3, 3, 2) * 2}, torch.tanh)
    case("Sigmoid", {}, {"x": numbers(2, 3, 3, 2) * 2}, torch.sigmoid)
    case("Softmax", {}, {"x": numbers(4, 5)}, lambda x: F.softmax(x, 1))
    case("Softmax", {}, {"x": numbers(2, 5, 2, 3)}, lambda x: F.softmax(x, 1))
    case("Add", {}, {"a": numbers(2, 3, 2, 2), "b": numbers(2, 3, 2, 2)}, torch.add)
    case("Flatten", {}, {"x": numbers(2, 3, 2, 4)}, lambda x: x.flatten(1))
    case("Linear", {}, {"x": numbers(4, 7), "w": numbers(5, 7), "b": numbers(5)}, F.linear)
    case("Linear", {}, {"x": numbers(3, 17), "w": numbers(2, 17)}, F.linear)


def ceilings():
    # Whole numbers, so that some stand exactly at the bounds.
    case("Relu6", {}, {"x": (numbers(2, 3, 3, 2) * 4).round()}, F.relu6)
    # Windows that hang over, one that would start behind the image, and one that is wider than it.
    for kernel, stride, padding, dilation in [
        ((3, 3), (2, 2), (0, 0), (1, 1)), ((2, 2), (3, 3), (1, 1), (1, 1)), ((3, 2), (2, 3), (1, 0), (2, 2)), ((2, 9), (2, 2), (0, 0), (1, 1)),
    ]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "dilation": dilation, "fit": "Ceiling"}
        case("MaxPool2d", settings, {"x": numbers(2, 3, 7, 8)}, lambda x: F.max_pool2d(x, kernel, stride, padding, dilation, ceil_mode=True))
    for kernel, stride, padding, count in [
        ((3, 3), (2, 2), (0, 0), True), ((3, 3), (2, 2), (1, 1), True), ((3, 3), (2, 2), (1, 1), False), ((4, 5), (3, 4), (2, 1), True),
    ]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "fit": "Ceiling", "countIncludePad": count}
        case("AvgPool2d", settings, {"x": numbers(2, 3, 7, 8)}, lambda x: F.avg_pool2d(
            x, kernel, stride, padding, ceil_mode=True, count_include_pad=count))


def gelus():
    for form, approximate in [("Erf", "none"), ("Tanh", "tanh")]:
        case("Gelu", {"form": form}, {"x": numbers(2, 3, 3, 2) * 2}, lambda x: F.gelu(x, approximate=approximate))


def losses():
    labels = torch.tensor([2, 0, 4, 4, 1, 3])
    for smoothing in [0.0, 0.1, 1.0]:
        case("CrossEntropy", {"labelSmoothing": smoothing}, {"scores": numbers(6, 5) * 3},
             lambda scores: F.cross_entropy(scores, labels, label_smoothing=smoothing), labels=labels)
    for margin in [1.0, 0.5]:
        # PyTorch divides by the number of classes, the lecture does not.
        case("Hinge", {"margin": margin}, {"scores": numbers(6, 5)},
             lambda scores: 5 * F.multi_margin_loss(scores, labels, margin=margin), labels=labels)


OPTIMIZERS = {
    "Sgd": (torch.optim.SGD, {"momentum": "momentum", "nesterov": "nesterov"}),
    "Adam": (torch.optim.Adam, {"epsilon": "eps", "amsGrad": "amsgrad"}),
    "AdamW": (torch.optim.AdamW, {"epsilon": "eps", "amsGrad": "amsgrad"}),
    "RmsProp": (torch.optim.RMSprop, {"alpha": "alpha", "epsilon": "eps", "momentum": "momentum", "centered": "centered"}),
    "Adagrad": (torch.optim.Adagrad, {"epsilon": "eps"}),
    "Adadelta": (torch.optim.Adadelta, {"rho": "rho", "epsilon": "eps"}),
}


def trajectories(optimizers):
    result = []
    for name, settings in optimizers:
        w = numbers(11).requires_grad_()
        kind, names = OPTIMIZERS[name]
        arguments = {theirs: settings[ours] for ours, theirs in names.items() if ours in settings}
        if name.startswith("Adam"):
            arguments["betas"] = (settings.get("beta1", 0.9), settings.get("beta2", 0.999))
        stepper = kind([w], lr=settings["learningRate"], weight_decay=settings.get("weightDecay", 0), **arguments)
        record = {"optimizer": name, "settings": settings, "start": stored(w), "gradients": [], "weights": []}
        for _ in range(6):
            w.grad = numbers(11)
            stepper.step()
            record["gradients"].append(stored(w.grad))
            record["weights"].append(stored(w))
        result.append(record)
    return result


convolutions()
pools()
normalisations()
elementwise()
losses()
paths = trajectories([
    ("Sgd", {"learningRate": 0.1}),
    ("Sgd", {"learningRate": 0.1, "momentum": 0.9}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.01}),
    ("Sgd", {"learningRate": 0.05, "momentum": 0.8, "nesterov": True, "weightDecay": 0.1}),
    ("Adam", {"learningRate": 0.01}),
    ("Adam", {"learningRate": 0.1, "weightDecay": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 1e-4}),
    ("AdamW", {"learningRate": 0.01, "weightDecay": 0.0}),
    ("AdamW", {"learningRate": 0.1, "weightDecay": 0.1, "beta1": 0.8, "beta2": 0.9, "epsilon": 1e-4}),
])
# What is new draws last, so that the numbers of all others stay as they are.
ceilings()
gelus()
paths += trajectories([
    ("Adam", {"learningRate": 0.1, "beta2": 0.9, "amsGrad": True}),
    ("AdamW", {"learningRate": 0.1, "beta2": 0.9, "weightDecay": 0.1, "amsGrad": True}),
    ("RmsProp", {"learningRate": 0.01}),
    ("RmsProp", {"learningRate": 0.05, "alpha": 0.9, "epsilon": 1e-3, "momentum": 0.8, "weightDecay": 0.1}),
    ("RmsProp", {"learningRate": 0.05, "alpha": 0.9, "epsilon": 1e-2, "centered": True}),
    ("RmsProp", {"learningRate": 0.05, "alpha": 0.9, "epsilon": 1e-2, "momentum": 0.8, "centered": True}),
    ("Adagrad", {"learningRate": 0.1}),
    ("Adagrad", {"learningRate": 0.1, "epsilon": 1e-2, "weightDecay": 0.1}),
    ("Adadelta", {"learningRate": 1.0}),
    ("Adadelta", {"learningRate": 0.5, "rho": 0.8, "epsilon": 1e-3, "weightDecay": 0.1}),
])
core.write(trajectories=paths)
