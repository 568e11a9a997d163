"""Stores what torchvision makes of small pictures: of Pillow's pictures where it calls Pillow, of tensors for hue and blur.

Needs torchvision (made with Debian's python3-torchvision 0.14 and python3-pil). Pixels are H x W x C, as in a Picture.
"""
import json
import pathlib

import numpy
import torch
from PIL import Image
from torchvision.transforms import functional as F

random = numpy.random.RandomState(2024)


def pictures():
    for height, width, channels in [(7, 9, 3), (5, 4, 1), (2, 6, 3), (1, 1, 3), (16, 16, 3)]:
        yield random.randint(0, 256, (height, width, channels)).astype(numpy.uint8)
    # Few values, a flat channel, and dark noise: what a histogram can be like.
    yield random.choice([10, 60, 200], (8, 8, 3)).astype(numpy.uint8)
    flat = random.randint(40, 120, (20, 20, 3)).astype(numpy.uint8)
    flat[..., 1] = 77
    yield flat
    yield (random.rand(40, 30, 1) ** 3 * 120).astype(numpy.uint8)


def pillow(function):
    def run(pixels, amount):
        image = Image.fromarray(pixels[..., 0] if pixels.shape[2] == 1 else pixels)
        result = numpy.asarray(function(image, amount))
        return result.reshape(pixels.shape)
    return run


def tensor(function):
    def run(pixels, amount):
        return function(torch.from_numpy(pixels).permute(2, 0, 1), amount).permute(1, 2, 0).numpy()
    return run


def blur(image, sigma):
    size = 2 * int(numpy.ceil(3 * sigma)) + 1
    return F.gaussian_blur(image, [size, size], [sigma, sigma])


OPERATIONS = {
    "Brightness": (pillow(F.adjust_brightness), [0, 0.3, 1.6]),
    "Contrast": (pillow(F.adjust_contrast), [0, 0.3, 1.6]),
    "Saturation": (pillow(F.adjust_saturation), [0, 0.3, 1.6]),
    "Sharpness": (pillow(F.adjust_sharpness), [0, 0.3, 1.6]),
    "Hue": (tensor(F.adjust_hue), [-0.5, -0.2, 0.1]),
    "Posterize": (pillow(F.posterize), [1, 4, 7]),
    "Solarize": (pillow(F.solarize), [0, 128, 256]),
    "Invert": (pillow(lambda image, _: F.invert(image)), [0]),
    "AutoContrast": (pillow(lambda image, _: F.autocontrast(image)), [0]),
    "Equalize": (pillow(lambda image, _: F.equalize(image)), [0]),
    "GaussianBlur": (tensor(blur), [0.4, 1]),
}

cases = []
for pixels in pictures():
    results = [
        {"operation": name, "amount": amount, "pixels": function(pixels, amount).flatten().tolist()}
        for name, (function, amounts) in OPERATIONS.items()
        for amount in amounts
        # A picture is reflected once at most there.
        if not (name == "GaussianBlur" and min(pixels.shape[:2]) <= numpy.ceil(3 * amount))
    ]
    cases.append({"shape": list(pixels.shape), "pixels": pixels.flatten().tolist(), "results": results})

target = pathlib.Path(__file__).with_name("adjust.json")
target.write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "]\n")
print(f"{len(cases)} pictures, {target.stat().st_size // 1024} KB")
