#!/usr/bin/env python3
"""Writes saliency.json: what every method says of one image and two small networks, by PyTorch's autograd and weights that both sides compute.

Run with Debian's python3-torch (made with 1.13.1):
    /usr/bin/python3 make_saliency.py > saliency.json
"""
import json
import math

import torch
from torch import nn
from torch.nn import functional as F

SIDE = 8
CLASS = 1
STEPS = 16
COPIES, NOISE, SEED = 3, 0.2, 7
WINDOW, STRIDE = 3, 2
EPSILON = 0.25
ALPHA = 2


class Residual(nn.Module):
    def __init__(self, body, activation):
        super().__init__()
        self.body, self.activation = body, activation

    def forward(self, x):
        return self.activation(self.body(x) + x)


def nets():
    plain = nn.Sequential(
        nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(4, 6, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(96, 5))
    residual = nn.Sequential(
        nn.Conv2d(3, 4, 3, stride=2, padding=1), nn.BatchNorm2d(4), nn.ReLU(),
        Residual(nn.Sequential(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4)), nn.ReLU()),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 5))
    return {"plain": plain, "residual": residual}


def wave(count, frequency):
    return torch.sin(frequency * torch.arange(count, dtype=torch.float64))


def fill(name, tensor):
    """The rule: a sine over the row-major index, scaled by He's deviation for a gain of 4; vectors are near 1 or near 0."""
    values = wave(tensor.numel(), 0.37 + 0.01 * len(name)).reshape(tensor.shape)
    if tensor.dim() > 1:
        values = values * math.sqrt(4 / tensor[0].numel())
    elif tensor.dim() == 1 and (name.endswith("running_var") or name.endswith("1.weight") or name.endswith("4.weight")):
        values = 1 + 0.1 * values
    else:
        values = 0.1 * values
    tensor.copy_(values.to(torch.float32))


def gradient(net, x):
    x = x.clone().requires_grad_()
    net(x)[0, CLASS].backward()
    return x.grad


BITS, STEP = (1 << 64) - 1, 0x9E3779B97F4A7C15


def mix(z):
    """SplitMix64: Steele, Lea and Flood, OOPSLA 2014."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & BITS
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & BITS
    return z ^ (z >> 31)


def noise(copy, shape):
    """The normal numbers (Box and Muller) of one copy of SmoothGrad, which both sides compute."""
    state = mix(mix(SEED + STEP & BITS) + copy & BITS)

    def number():
        nonlocal state
        state = state + STEP & BITS
        return (mix(state) >> 11) / 2 ** 53

    def normal():
        radius = math.sqrt(-2 * math.log(1 - number()))
        return radius * math.cos(2 * math.pi * number())

    return torch.tensor([normal() for _ in range(math.prod(shape))], dtype=torch.float64).reshape(shape).float()


def with_relu(net, x, rule):
    """By hand, not by hooks: the backward pass of ReLU is a function of its own."""

    class Ruled(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x.clamp(min=0)

        @staticmethod
        def backward(ctx, dy):
            return rule(ctx.saved_tensors[0], dy)

    class RuledModule(nn.Module):
        def forward(self, x):
            return Ruled.apply(x)

    def ruled(module):
        if isinstance(module, nn.ReLU):
            return RuledModule()
        if isinstance(module, Residual):
            return Residual(ruled(module.body), ruled(module.activation))
        return nn.Sequential(*map(ruled, module)) if isinstance(module, nn.Sequential) else module

    return gradient(ruled(net), x)


def cam(net, x, cut, plus):
    maps = net[:cut](x).detach().requires_grad_()
    net[cut:](maps)[0, CLASS].backward()
    g = maps.grad
    if plus:
        a = g ** 2 / (2 * g ** 2 + g ** 3 * maps.sum((2, 3), keepdim=True)).where(g != 0, torch.ones(()))
        weights = (a * g.clamp(min=0)).sum((2, 3), keepdim=True)
    else:
        weights = g.mean((2, 3), keepdim=True)
    return F.interpolate((weights * maps).sum(1, keepdim=True).clamp(min=0), (SIDE, SIDE), mode="bilinear", align_corners=False).detach()


def occlusion(net, x):
    falls, counts = torch.zeros(SIDE, SIDE), torch.zeros(SIDE, SIDE)
    starts = list(range(0, SIDE - WINDOW, STRIDE)) + [SIDE - WINDOW]
    for top in starts:
        for left in starts:
            covered = x.clone()
            covered[:, :, top:top + WINDOW, left:left + WINDOW] = 0
            falls[top:top + WINDOW, left:left + WINDOW] += (net(x) - net(covered))[0, CLASS].item()
            counts[top:top + WINDOW, left:left + WINDOW] += 1
    return falls / counts


# Layer-wise relevance propagation in double, relevance itself and not its share of a unit, by all the products z_ij of a layer.

def products(run, x, bias):
    """Rows of z_ij over the inputs i, one for each output j, and the biases."""
    rows = torch.autograd.functional.jacobian(run, x).reshape(-1, x.numel())
    out = run(x)
    return rows * x.flatten(), bias.expand_as(out).flatten() if bias is not None else torch.zeros(out.numel(), dtype=x.dtype)


def share(z, b, relevance, rule):
    sums = z.sum(1) + b
    if rule == "epsilon":
        e = EPSILON * sums.pow(2).mean().sqrt() * torch.where(sums < 0, -1.0, 1.0).double()
        each = torch.where(relevance != 0, relevance / (sums + e), torch.zeros_like(relevance))
        magnitudes = z.abs().sum(1)
        part = torch.where(magnitudes > 0, (b + e) / magnitudes, torch.zeros_like(b))
        return ((z + z.abs() * part[:, None]) * each[:, None]).sum(0)
    pro, contra = z.clamp(min=0), z.clamp(max=0)
    p, c = pro.sum(1), contra.sum(1)
    for_pro = torch.where(p > 0, torch.where(c < 0, float(ALPHA), 1.0).double() / p, torch.zeros_like(p))
    for_contra = torch.where(c < 0, torch.where(p > 0, 1.0 - ALPHA, 1.0).double() / c, torch.zeros_like(c))
    return ((pro * for_pro[:, None] + contra * for_contra[:, None]) * relevance[:, None]).sum(0)


def relevance(module, x, r, rule):
    """Hands the relevance r of module(x) back to x."""
    layers = list(module) if isinstance(module, nn.Sequential) else [module]
    inputs, at = [], 0
    steps = []
    while at < len(layers):
        layer = layers[at]
        norm = layers[at + 1] if at + 1 < len(layers) and isinstance(layers[at + 1], nn.BatchNorm2d) else None
        steps.append((layer, norm))
        inputs.append(x)
        x = layer(x) if norm is None else norm(layer(x))
        at += 1 if norm is None else 2
    for (layer, norm), x in zip(reversed(steps), reversed(inputs)):
        if isinstance(layer, nn.Conv2d):
            scale = norm.weight / (norm.running_var + norm.eps).sqrt() if norm else torch.ones(layer.out_channels, dtype=x.dtype)
            bias = scale * (layer.bias - norm.running_mean) + norm.bias if norm else layer.bias
            weight = layer.weight * scale[:, None, None, None]
            z, b = products(lambda v: F.conv2d(v, weight, None, layer.stride, layer.padding), x, bias[:, None, None])
            r = share(z, b, r.flatten(), rule).reshape(x.shape)
        elif isinstance(layer, nn.Linear):
            z, b = products(lambda v: F.linear(v, layer.weight), x, layer.bias)
            r = share(z, b, r.flatten(), rule).reshape(x.shape)
        elif isinstance(layer, Residual):
            body = layer.body(x)
            total = body + x
            part = torch.where(r != 0, r / total, torch.zeros_like(r))
            r = x * part + relevance(layer.body, x, body * part, rule)
        elif isinstance(layer, (nn.MaxPool2d, nn.AdaptiveAvgPool2d)):
            z, b = products(layer, x, None)
            sums = z.sum(1)
            part = torch.where(sums != 0, r.flatten() / sums, torch.zeros_like(sums))
            r = (z * part[:, None]).sum(0).reshape(x.shape)
        else:
            r = r.reshape(x.shape)
    return r


def of(net, cut):
    net.eval()
    for name, tensor in net.state_dict().items():
        if not name.endswith("num_batches_tracked"):
            fill(name, tensor)
    x = wave(3 * SIDE * SIDE, 0.13).reshape(1, 3, SIDE, SIDE).float()
    scores = net(x)
    guided = with_relu(net, x, lambda x, dy: dy.clamp(min=0) * (x > 0))
    grad_cam = cam(net, x, cut, plus=False)
    answers = {
        "gradient": gradient(net, x),
        "gradient_times_input": x * gradient(net, x),
        "smooth_grad": sum(gradient(net, x + NOISE * (x.max() - x.min()) * noise(i, x.shape)) for i in range(COPIES)) / COPIES,
        "integrated_gradients": x * sum(gradient(net, x * ((i + 0.5) / STEPS)) for i in range(STEPS)) / STEPS,
        "guided_backpropagation": guided,
        "deconvolution": with_relu(net, x, lambda x, dy: dy.clamp(min=0)),
        "grad_cam": grad_cam,
        "grad_cam_plus_plus": cam(net, x, cut, plus=True),
        "guided_grad_cam": guided * grad_cam,
        "occlusion": occlusion(net, x),
    }
    net.double()
    start = torch.zeros(1, 5, dtype=torch.float64)
    start[0, CLASS] = net(x.double())[0, CLASS]
    for rule in ("epsilon", "alpha_beta"):
        answers["relevance_" + rule] = relevance(net, x.double(), start, rule)
    return {"scores": scores.flatten().tolist(), **{name: [float("%.7g" % v) for v in value.flatten().tolist()] for name, value in answers.items()}}


made = nets()
torch.set_printoptions(precision=8)
for parameter in [p for net in made.values() for p in net.parameters()]:
    parameter.requires_grad_(False)
print(json.dumps({"plain": of(made["plain"], 5), "residual": of(made["residual"], 4)}, separators=(",", ":")))
