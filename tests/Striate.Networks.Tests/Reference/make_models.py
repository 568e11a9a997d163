#!/usr/bin/env python3
"""Writes models.json: names and shapes of torchvision's networks, and a few outputs for weights that both sides compute.

Run with Debian's python3-torch and python3-torchvision (made with 1.13.1 and 0.14.1):
    /usr/bin/python3 make_models.py > models.json
"""
import json
import math

import torch
import torchvision

NAMES = ["alexnet", "vgg11", "vgg13", "vgg16", "vgg19", "vgg11_bn", "vgg13_bn", "vgg16_bn", "vgg19_bn", "resnet18", "resnet34", "resnet50",
         "squeezenet1_0", "squeezenet1_1", "mobilenet_v2"]
FORWARD = ["alexnet", "vgg11_bn", "resnet18", "resnet50", "squeezenet1_0", "squeezenet1_1", "mobilenet_v2"]


def wave(count, frequency):
    return torch.sin(frequency * torch.arange(count, dtype=torch.float64))


def fill(name, tensor):
    """The rule: a sine over the row-major index, scaled by He's deviation; vectors are near 1 or near 0."""
    values = wave(tensor.numel(), 0.37 + 0.01 * len(name)).reshape(tensor.shape)
    if tensor.dim() > 1:
        fan_in = tensor[0].numel()
        values = values * math.sqrt(4 / fan_in)
    elif name.endswith("weight") or name.endswith("running_var"):
        values = 1 + 0.1 * values
    else:
        values = 0.1 * values
    tensor.copy_(values.to(torch.float32))


result = {}
for name in NAMES:
    with torch.no_grad():
        model = getattr(torchvision.models, name)().eval()
        state = {k: v for k, v in model.state_dict().items() if not k.endswith("num_batches_tracked")}
        entry = {"shapes": {k: list(v.shape) for k, v in state.items()}}
        if name in FORWARD:
            for key, tensor in state.items():
                fill(key, tensor)
            x = wave(3 * 64 * 64, 0.013).reshape(1, 3, 64, 64).to(torch.float32)
            y = model(x)[0]
            entry["output"] = [float(v) for v in y[:16]]
            entry["largest"] = float(y.abs().max())
        result[name] = entry
print(json.dumps(result, separators=(",", ":")))
