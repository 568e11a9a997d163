#!/usr/bin/env python3
"""Makes shapes.json: what PyTorch computes for the operations that rearrange, resize and sample.

Run:    /usr/bin/python3 tests/Striate.Tensors.Tests/Reference/make_shapes.py
"""
import torch
import torch.nn.functional as F

from reference import Reference

shapes = Reference("shapes")
numbers, case = shapes.numbers, shapes.case


def wholes(size, *shape):
    return torch.randint(0, size, shape, generator=shapes.generator)


def rearranging():
    for sizes in [(4, -1), (2, 3, 8), (-1,), (2, 2, 3, 2, 2)]:
        case("Reshape", {"sizes": sizes}, {"x": numbers(2, 3, 2, 4)}, lambda x: x.reshape(sizes))
    for start, end in [(0, -1), (2, 3), (1, 2)]:
        case("FlattenAxes", {"start": start, "end": end}, {"x": numbers(2, 3, 2, 4)}, lambda x: x.flatten(start, end))
    case("Unflatten", {"axis": 1, "sizes": (2, -1)}, {"x": numbers(2, 6, 3)}, lambda x: x.unflatten(1, (2, 3)))
    for axes in [(0, 2, 3, 1), (0, 3, 1, 2), (1, 0, 2, 3), (3, 2, 1, 0)]:
        case("Permute", {"axes": axes}, {"x": numbers(2, 3, 4, 5)}, lambda x: x.permute(axes))
    case("Permute", {"axes": (2, 0, 1)}, {"x": numbers(2, 3, 4)}, lambda x: x.permute(2, 0, 1))
    case("Transpose", {"axes": (-1, 0)}, {"x": numbers(2, 3, 4)}, lambda x: x.transpose(-1, 0))
    case("Slice", {"axis": 2, "range": (1, 6), "step": 2}, {"x": numbers(2, 3, 7, 5)}, lambda x: x[:, :, 1:6:2])
    case("Slice", {"axis": 1, "range": (1, 3), "step": 1}, {"x": numbers(2, 4, 3, 2)}, lambda x: x[:, 1:3])
    case("Flip", {"axes": (2, 3)}, {"x": numbers(2, 3, 4, 5)}, lambda x: x.flip(2, 3))
    case("Select", {"axis": 1, "place": -1}, {"x": numbers(2, 3, 4, 5)}, lambda x: x.select(1, -1))
    for axis, first, second in [(1, (2, 3, 2, 2), (2, 1, 2, 2)), (0, (2, 3, 2, 2), (1, 3, 2, 2)), (-1, (2, 3, 2, 2), (2, 3, 2, 3)), (1, (3, 4), (3, 2))]:
        case("Concat", {"axis": axis}, {"a": numbers(*first), "b": numbers(*second)}, lambda a, b: torch.cat([a, b, a], axis))
    for axis in [0, 1, -1]:
        case("Stack", {"axis": axis}, {"a": numbers(2, 3), "b": numbers(2, 3)}, lambda a, b: torch.stack([a, b], axis))
    case("Split", {"axis": 1, "sizes": (1, 3, 2)}, {"x": numbers(2, 6, 2, 3)}, lambda x: torch.cat(x.split([1, 3, 2], 1)[::-1], 1))
    case("Chunk", {"axis": 1, "chunks": 3}, {"x": numbers(2, 7)}, lambda x: torch.cat(x.chunk(3, 1)[::-1], 1))
    case("PixelShuffle", {"factor": 2}, {"x": numbers(2, 12, 2, 3)}, lambda x: F.pixel_shuffle(x, 2))
    case("PixelUnshuffle", {"factor": 3}, {"x": numbers(2, 2, 6, 3)}, lambda x: F.pixel_unshuffle(x, 3))
    # F.channel_shuffle has no gradient in this version; this is the definition in its documentation.
    case("ChannelShuffle", {"groups": 3}, {"x": numbers(2, 6, 2, 2)}, lambda x: x.reshape(2, 3, 2, 2, 2).transpose(1, 2).reshape(2, 6, 2, 2))


def picking():
    places = wholes(4, 6)
    case("IndexSelect", {"axis": 1}, {"x": numbers(2, 4, 3, 2)}, lambda x: x.index_select(1, places), labels=places)
    case("IndexSelect", {"axis": 0}, {"x": numbers(4, 5)}, lambda x: x.index_select(0, places), labels=places)
    for axis, shape in [(0, (6, 2, 3)), (1, (3, 5, 4)), (2, (2, 3, 7))]:
        index = wholes((3, 4, 5)[axis], *shape)
        case("Gather", {"axis": axis, "shape": shape}, {"x": numbers(3, 4, 5)}, lambda x: x.gather(axis, index), labels=index.flatten())


def padding():
    modes = {"Constant": "constant", "Reflect": "reflect", "Replicate": "replicate", "Circular": "circular"}
    for name, mode in modes.items():
        for top, bottom, left, right in [(1, 1, 1, 1), (2, 0, 1, 3)]:
            case("Pad", {"mode": name, "padding": (top, bottom, left, right)}, {"x": numbers(2, 3, 4, 5)},
                 lambda x: F.pad(x, (left, right, top, bottom), mode))
        case("PadAxes", {"mode": name, "before": (0, 0, 1), "after": (0, 0, 2)}, {"x": numbers(2, 3, 4)}, lambda x: F.pad(x, (1, 2), mode))


def resizing():
    for mode in ["Nearest", "NearestExact", "Bilinear", "Bicubic"]:
        theirs = {"NearestExact": "nearest-exact"}.get(mode, mode.lower())
        for align in [False, True] if mode in ["Bilinear", "Bicubic"] else [None]:
            for size in [(8, 10), (7, 3), (1, 1), (4, 9), (2, 2)]:
                case("Resize", {"size": size, "mode": mode, "alignCorners": bool(align), "antialias": False}, {"x": numbers(1, 2, 4, 5)},
                     lambda x: F.interpolate(x, size, mode=theirs, align_corners=align))
            for factor in [2.0, 1.4, 0.6]:
                case("ResizeBy", {"factor": factor, "mode": mode, "alignCorners": bool(align)}, {"x": numbers(1, 2, 4, 5)},
                     lambda x: F.interpolate(x, scale_factor=factor, mode=theirs, align_corners=align))
    for mode in ["Bilinear", "Bicubic"]:
        for size in [(3, 4), (8, 2), (1, 7)]:
            case("Resize", {"size": size, "mode": mode, "alignCorners": False, "antialias": True}, {"x": numbers(1, 2, 7, 9)},
                 lambda x: F.interpolate(x, size, mode=mode.lower(), align_corners=False, antialias=True))


def unfolding():
    for kernel, stride, pad, dilation in [((2, 3), (1, 1), (0, 0), (1, 1)), ((3, 3), (2, 1), (1, 2), (1, 1)), ((2, 2), (2, 2), (1, 0), (2, 3))]:
        settings = {"kernelSize": kernel, "stride": stride, "padding": pad, "dilation": dilation}
        case("Unfold", settings, {"x": numbers(2, 3, 5, 6)}, lambda x: F.unfold(x, kernel, dilation, pad, stride))
        places = F.unfold(torch.zeros(1, 1, 5, 6), kernel, dilation, pad, stride).shape[2]
        case("Fold", {"outputSize": (5, 6), **settings}, {"x": numbers(2, 2 * kernel[0] * kernel[1], places)},
             lambda x: F.fold(x, (5, 6), kernel, dilation, pad, stride))


def sampling():
    for align in [False, True]:
        case("AffineGrid", {"size": (3, 4), "alignCorners": align}, {"theta": numbers(2, 2, 3)},
             lambda theta: F.affine_grid(theta, (2, 1, 3, 4), align_corners=align))
        for mode in ["Bilinear", "Nearest", "Bicubic"]:
            for outside in ["Zeros", "Border", "Reflection"]:
                case("GridSample", {"mode": mode, "padding": outside, "alignCorners": align}, {"x": numbers(2, 2, 4, 5), "grid": numbers(2, 3, 4, 2) * 0.8 + 0.003},
                     lambda x, grid: F.grid_sample(x, grid, mode=mode.lower(), padding_mode=outside.lower(), align_corners=align))


rearranging()
picking()
padding()
resizing()
unfolding()
sampling()
shapes.write()
