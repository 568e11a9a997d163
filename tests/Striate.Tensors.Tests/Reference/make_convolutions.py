#!/usr/bin/env python3
"""Makes convolutions.json: what PyTorch computes for convolutions, pooling and normalisation in one to three dimensions.

Run:    /usr/bin/python3 tests/Striate.Tensors.Tests/Reference/make_convolutions.py
"""
import torch
import torch.nn.functional as F

from reference import Reference

reference = Reference("convolutions")
numbers, case = reference.numbers, reference.case

X = {1: (2, 4, 9), 2: (2, 4, 6, 5), 3: (2, 4, 4, 5, 3)}
CONV = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}


def sides(padding):
    """Before and after for each axis, first axis first, as F.pad wants them: last axis first."""
    return [number for pair in reversed(padding) for number in pair]


def convolutions():
    for kernel, stride, padding, dilation, groups, bias in [
        ((3,), (1,), ((0, 0),), (1,), 1, True),
        ((4,), (2,), ((1, 2),), (1,), 2, False),
        ((2,), (3,), ((2, 0),), (2,), 4, True),
        ((3, 3, 3), (1, 1, 1), ((1, 1), (1, 1), (1, 1)), (1, 1, 1), 1, True),
        ((2, 3, 2), (2, 1, 2), ((0, 1), (2, 0), (1, 0)), (1, 2, 1), 2, False),
        ((2, 2, 1), (1, 2, 1), ((1, 0), (0, 0), (0, 0)), (2, 1, 1), 4, True),
        ((1, 3, 3), (1, 1, 1), ((0, 0), (1, 1), (1, 1)), (1, 1, 1), 1, True),
    ]:
        rank = len(kernel)
        inputs = {"x": numbers(*X[rank]), "w": numbers(4, 4 // groups, *kernel)}
        if bias:
            inputs["b"] = numbers(4)
        settings = {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}
        case(f"Conv{rank}d", settings, inputs, lambda x, w, b=None: CONV[rank](F.pad(x, sides(padding)), w, b, stride, 0, dilation, groups))
    for kernel, dilation in [((4,), (1,)), ((3,), (2,)), ((4, 3), (1, 2)), ((2, 4, 3), (1, 1, 1))]:
        rank = len(kernel)
        case(f"Conv{rank}dSame", {"dilation": dilation}, {"x": numbers(*X[rank]), "w": numbers(3, 4, *kernel)},
             lambda x, w: CONV[rank](x, w, None, 1, "same", dilation))


def transposed():
    for kernel, stride, padding, output_padding, dilation, groups, bias in [
        ((3,), (1,), (0,), (0,), (1,), 1, True),
        ((4,), (2,), (1,), (1,), (1,), 2, False),
        ((2,), (3,), (0,), (2,), (2,), 4, True),
        ((2, 2), (2, 2), (0, 0), (0, 0), (1, 1), 1, True),
        ((3, 4), (2, 3), (1, 2), (1, 0), (1, 1), 2, False),
        ((3, 3), (1, 2), (1, 0), (0, 1), (2, 1), 4, True),
    ]:
        rank = len(kernel)
        inputs = {"x": numbers(*X[rank]), "w": numbers(4, 8 // groups, *kernel)}
        if bias:
            inputs["b"] = numbers(8)
        settings = {"stride": stride, "padding": padding, "outputPadding": output_padding, "dilation": dilation, "groups": groups}
        function = {1: F.conv_transpose1d, 2: F.conv_transpose2d}[rank]
        case(f"ConvTranspose{rank}d", settings, inputs, lambda x, w, b=None: function(x, w, b, stride, padding, output_padding, groups, dilation))


def flipped():
    case("Convolve1d", {"padding": 2}, {"x": numbers(*X[1]), "w": numbers(3, 4, 3)}, lambda x, w: F.conv1d(x, w.flip(2), padding=2))
    case("Convolve2d", {"padding": 1}, {"x": numbers(*X[2]), "w": numbers(3, 4, 2, 3)}, lambda x, w: F.conv2d(x, w.flip(2, 3), padding=1))


def windows():
    maxima = {1: F.max_pool1d, 3: F.max_pool3d}
    means = {1: F.avg_pool1d, 3: F.avg_pool3d}
    shapes = {1: (2, 3, 9), 3: (2, 3, 5, 6, 4)}
    for kernel, stride, padding, dilation, fit in [
        ((2,), (2,), (0,), (1,), "Floor"), ((3,), (2,), (1,), (2,), "Floor"), ((3,), (4,), (1,), (1,), "Ceiling"),
        ((2, 2, 2), (2, 2, 2), (0, 0, 0), (1, 1, 1), "Floor"), ((3, 2, 3), (2, 1, 2), (1, 1, 0), (1, 2, 1), "Floor"),
        ((2, 3, 3), (2, 2, 2), (1, 0, 1), (1, 1, 1), "Ceiling"),
    ]:
        rank = len(kernel)
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "dilation": dilation, "fit": fit}
        # Whole numbers, so that maxima tie.
        case(f"MaxPool{rank}d", settings, {"x": numbers(*shapes[rank]).round()},
             lambda x: maxima[rank](x, kernel, stride, padding, dilation, ceil_mode=fit == "Ceiling"))
    for kernel, stride, padding, fit, count in [
        ((2,), (2,), (0,), "Floor", True), ((3,), (2,), (1,), "Floor", False), ((4,), (4,), (1,), "Ceiling", True),
        ((2, 2, 2), (2, 2, 2), (0, 0, 0), "Floor", True), ((3, 2, 3), (2, 1, 2), (1, 1, 0), "Floor", False),
        ((2, 3, 3), (2, 2, 2), (1, 0, 1), "Ceiling", True), ((2, 3, 3), (2, 2, 2), (1, 0, 1), "Ceiling", False),
    ]:
        rank = len(kernel)
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "fit": fit, "countIncludePad": count}
        case(f"AvgPool{rank}d", settings, {"x": numbers(*shapes[rank])},
             lambda x: means[rank](x, kernel, stride, padding, ceil_mode=fit == "Ceiling", count_include_pad=count))
    for p, kernel, stride, fit in [
        (2.0, (3,), (2,), "Floor"), (3.0, (2,), (2,), "Ceiling"), (2.0, (2, 2), (2, 2), "Floor"), (1.5, (3, 2), (1, 3), "Floor"), (4.0, (3, 3), (2, 2), "Ceiling"),
    ]:
        # PyTorch takes powers without the absolute value.
        rank = len(kernel)
        settings = {"p": p, "kernelSize": kernel, "stride": stride, "fit": fit}
        function = F.lp_pool1d if rank == 1 else F.lp_pool2d
        window = (kernel[0], stride[0]) if rank == 1 else (kernel, stride)
        case(f"LpPool{rank}d", settings, {"x": numbers(*((2, 3, 8) if rank == 1 else (2, 3, 7, 6))).abs() + 1 / 64},
             lambda x: function(x, p, *window, ceil_mode=fit == "Ceiling"))


def adaptive():
    shapes = {1: (2, 3, 9), 2: (2, 3, 7, 6), 3: (2, 3, 5, 6, 4)}
    for kind, functions in [
        ("Max", {1: F.adaptive_max_pool1d, 2: F.adaptive_max_pool2d, 3: F.adaptive_max_pool3d}),
        ("Avg", {1: F.adaptive_avg_pool1d, 3: F.adaptive_avg_pool3d}),
    ]:
        for size in [(1,), (4,), (3, 4), (9, 2), (1, 1, 1), (2, 4, 3), (6, 3, 2)]:
            rank = len(size)
            if rank in functions:
                case(f"Adaptive{kind}Pool{rank}d", {"outputSize": size}, {"x": numbers(*shapes[rank]).round()}, lambda x: functions[rank](x, size))


def places():
    for kernel, stride, padding, dilation in [((2, 2), (2, 2), (0, 0), (1, 1)), ((3, 2), (2, 1), (1, 1), (1, 2))]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": padding, "dilation": dilation}
        case("PlacesOfMaxPool2d", settings, {"x": numbers(2, 3, 6, 8).round()},
             lambda x: F.max_pool2d(x.detach(), kernel, stride, padding, dilation, return_indices=True)[1].double())
    case("MaxUnpool2d", {"kernelSize": (2, 2), "outputSize": (6, 9)}, {"x": numbers(2, 3, 6, 9)},
         lambda x: F.max_unpool2d(*F.max_pool2d(x, 2, return_indices=True), 2, output_size=(6, 9)))
    case("MaxUnpool1d", {"kernelSize": 3, "outputSize": 10}, {"x": numbers(2, 3, 10)},
         lambda x: F.max_unpool1d(*F.max_pool1d(x, 3, return_indices=True), 3, output_size=(10,)))


def normalisations():
    for shape, axes in [((4, 7), 1), ((2, 3, 4), 2), ((2, 3, 2, 4), 3), ((2, 3, 2, 4), 1)]:
        last = shape[-axes:]
        case("LayerNorm", {"axes": axes, "epsilon": 1e-5}, {"x": numbers(*shape), "gamma": numbers(*last), "beta": numbers(*last)},
             lambda x, gamma, beta: F.layer_norm(x, last, gamma, beta))
    case("LayerNorm", {"axes": 1, "epsilon": 1e-3}, {"x": numbers(3, 5)}, lambda x: F.layer_norm(x, (5,), eps=1e-3))
    for shape in [(2, 6, 3, 2), (2, 5, 4), (2, 3, 2, 2, 3)]:
        case("LayerNorm2d", {"epsilon": 1e-6}, {"x": numbers(*shape), "gamma": numbers(shape[1]), "beta": numbers(shape[1])},
             lambda x, gamma, beta: F.layer_norm(x.movedim(1, -1), (shape[1],), gamma, beta, 1e-6).movedim(-1, 1))
    for shape, groups in [((2, 6, 3, 2), 3), ((2, 6, 3, 2), 1), ((3, 4, 5), 2), ((2, 4, 2, 3, 2), 4), ((3, 8), 2)]:
        case("GroupNorm", {"groups": groups, "epsilon": 1e-5}, {"x": numbers(*shape), "gamma": numbers(shape[1]), "beta": numbers(shape[1])},
             lambda x, gamma, beta: F.group_norm(x, groups, gamma, beta))
    case("GroupNorm", {"groups": 2, "epsilon": 1e-3}, {"x": numbers(2, 4, 3, 2)}, lambda x: F.group_norm(x, 2, eps=1e-3))
    for shape in [(2, 3, 5), (2, 3, 3, 2), (2, 3, 2, 2, 2)]:
        case("InstanceNorm", {"epsilon": 1e-5}, {"x": numbers(*shape)}, F.instance_norm)
        buffers = {"runningMean": numbers(3), "runningVar": numbers(3).abs() + 0.5}
        case("InstanceNormTracked", {"momentum": 0.3, "epsilon": 1e-5}, {"x": numbers(*shape), "gamma": numbers(3), "beta": numbers(3)},
             lambda x, gamma, beta: F.instance_norm(x, buffers["runningMean"], buffers["runningVar"], gamma, beta, True, 0.3), buffers)
    for shape in [(3, 4, 5), (2, 4, 2, 3, 2)]:
        for training in [True, False]:
            buffers = {"runningMean": numbers(4), "runningVar": numbers(4).abs() + 0.5}
            case("BatchNorm", {"training": training, "momentum": 0.1, "epsilon": 1e-5}, {"x": numbers(*shape), "gamma": numbers(4), "beta": numbers(4)},
                 lambda x, gamma, beta: F.batch_norm(x, buffers["runningMean"], buffers["runningVar"], gamma, beta, training, 0.1, 1e-5), buffers)


convolutions()
transposed()
flipped()
windows()
adaptive()
places()
normalisations()
reference.write()
