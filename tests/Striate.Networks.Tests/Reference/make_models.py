#!/usr/bin/env python3
"""Writes models.json: names and shapes of torchvision's networks and of those of small_models.py, and a few outputs for weights that both sides compute.

Run with Debian's python3-torch and python3-torchvision (made with 1.13.1 and 0.14.1):
    /usr/bin/python3 make_models.py > models.json
"""
import json
import math

import torch
import torchvision

import small_models

SHAPES_ONLY = ["vgg11", "vgg13", "vgg16", "vgg19", "vgg13_bn", "vgg16_bn", "vgg19_bn"]
FORWARD = ["alexnet", "vgg11_bn", "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "wide_resnet50_2",
           "squeezenet1_0", "squeezenet1_1", "googlenet", "inception_v3", "densenet121", "densenet161", "densenet169", "densenet201",
           "mobilenet_v2", "mobilenet_v3_large", "mobilenet_v3_small", "mnasnet0_5", "mnasnet1_0", "efficientnet_b0", "efficientnet_b1",
           "efficientnet_b2", "shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5", "shufflenet_v2_x2_0", "convnext_tiny",
           "convnext_small", "fcn_resnet50", "fcn_resnet101", "unet", *small_models.BUILDERS]

# What differs from the defaults; the first weights of Inception are not looked at, and take minutes.
OPTIONS = {"googlenet": {"init_weights": False}, "inception_v3": {"init_weights": False}}
SIZES = {"inception_v3": 75, **{name: 32 for name in small_models.BUILDERS}}

# The sums of many residual blocks grow until their scores are nothing but rounding, unless weights are smaller.
GAINS = {"resnet101": 1, "resnet152": 1, "fcn_resnet101": 1, **{f"cifar_resnet{depth}": 0.1 for depth in (20, 32, 44, 56, 110)}}


def wave(count, frequency):
    return torch.sin(frequency * torch.arange(count, dtype=torch.float64))


def fill(name, tensor, gain):
    """The rule: a sine over the row-major index, scaled by He's deviation for a gain of 4; vectors are near 1 or near 0."""
    values = wave(tensor.numel(), 0.37 + 0.01 * len(name)).reshape(tensor.shape)
    if tensor.dim() > 1:
        fan_in = tensor[0].numel()
        values = values * math.sqrt(gain / fan_in)
    elif name.endswith("weight") or name.endswith("running_var"):
        values = 1 + 0.1 * values
    else:
        values = 0.1 * values
    tensor.copy_(values.to(torch.float32))


def describe(name, model):
    """Names and shapes, and sixteen of the outputs, evenly spread."""
    state = {k: v for k, v in model.eval().state_dict().items() if not k.endswith("num_batches_tracked")}
    entry = {"shapes": {k: list(v.shape) for k, v in state.items()}}
    if name in SHAPES_ONLY:
        return entry
    entry["size"], entry["gain"] = SIZES.get(name, 64), GAINS.get(name, 4)
    for key, tensor in state.items():
        fill(key, tensor, entry["gain"])
    size = entry["size"]
    y = model(wave(3 * size * size, 0.013).reshape(1, 3, size, size).to(torch.float32))
    y = (y["out"] if isinstance(y, dict) else y).flatten()
    entry["output"] = [float(v) for v in y[::max(1, len(y) // 16)][:16]]
    entry["largest"] = float(y.abs().max())
    return entry


class UNet(torch.nn.Module):
    """Ronneberger et al., arXiv:1505.04597, by the names and sizes of mateuszbuda/brain-segmentation-pytorch."""

    def __init__(self, width=32):
        super().__init__()
        channels = 3
        for i in range(1, 5):
            self.add_module(f"encoder{i}", self.convolutions(f"enc{i}", channels, width * 2 ** (i - 1)))
            channels = width * 2 ** (i - 1)
        self.bottleneck = self.convolutions("bottleneck", channels, 2 * channels)
        for i in range(4, 0, -1):
            channels = width * 2 ** (i - 1)
            self.add_module(f"upconv{i}", torch.nn.ConvTranspose2d(2 * channels, channels, 2, stride=2))
            self.add_module(f"decoder{i}", self.convolutions(f"dec{i}", 2 * channels, channels))
        self.conv = torch.nn.Conv2d(width, 1, 1)

    @staticmethod
    def convolutions(name, inputs, outputs):
        layers = torch.nn.Sequential()
        for i, channels in ((1, inputs), (2, outputs)):
            layers.add_module(f"{name}conv{i}", torch.nn.Conv2d(channels, outputs, 3, padding=1, bias=False))
            layers.add_module(f"{name}norm{i}", torch.nn.BatchNorm2d(outputs))
            layers.add_module(f"{name}relu{i}", torch.nn.ReLU())
        return layers

    def forward(self, x):
        sizes = []
        for i in range(1, 5):
            sizes.append(getattr(self, f"encoder{i}")(x))
            x = torch.nn.functional.max_pool2d(sizes[-1], 2)
        x = self.bottleneck(x)
        for i in range(4, 0, -1):
            x = getattr(self, f"decoder{i}")(torch.cat((getattr(self, f"upconv{i}")(x), sizes[i - 1]), 1))
        return self.conv(x)


def build(name):
    if name == "unet":
        return UNet()
    if name in small_models.BUILDERS:
        return small_models.BUILDERS[name]()
    if name.startswith("fcn"):
        return getattr(torchvision.models.segmentation, name)(weights_backbone=None, aux_loss=True)
    return getattr(torchvision.models, name)(**OPTIONS.get(name, {}))


torch.set_grad_enabled(False)
print(json.dumps({name: describe(name, build(name)) for name in SHAPES_ONLY + FORWARD}, separators=(",", ":")))
