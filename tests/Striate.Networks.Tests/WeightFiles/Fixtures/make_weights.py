#!/usr/bin/env python3
"""Writes files of weights as PyTorch and NumPy do. The numbers follow a rule that the tests compute too.

Run with Debian's python3-torch (made with 1.13.1) in the folder of this file:
    /usr/bin/python3 make_weights.py
"""
import os
from collections import OrderedDict

import numpy
import torch

torch.manual_seed(1)


def numbers(*shape):
    """-1, -0.875, -0.75 and so on: exact in every type of float."""
    return torch.arange(int(numpy.prod(shape)), dtype=torch.float32).reshape(shape) / 8 - 1


shared = numbers(24)
state = OrderedDict()
state["float"] = numbers(2, 3, 4)
state["double"] = numbers(2, 3).double()
state["half"] = numbers(2, 3).half()
state["bfloat"] = numbers(2, 3).bfloat16()
state["parameter"] = torch.nn.Parameter(numbers(5))
state["scalar"] = torch.tensor(2.5)
state["empty"] = torch.zeros(0, 3)
state["transposed"] = numbers(4, 3).t()
state["channels_last"] = numbers(2, 3, 4, 5).to(memory_format=torch.channels_last)
state["first_part"] = shared[:10]
state["last_part"] = shared[10:].reshape(2, 7)
state["every_second"] = shared[1::2]
state["expanded"] = torch.tensor([[1.0], [2.0]]).expand(2, 3)
for name, kind in [("long", torch.int64), ("int", torch.int32), ("short", torch.int16), ("char", torch.int8), ("byte", torch.uint8)]:
    state[name] = torch.tensor([0, 1, 100], dtype=kind)
state["bool"] = torch.tensor([True, False, True])
state._metadata = OrderedDict([("", {"version": 1})])
torch.save(state, "zip.pt")
torch.save(state, "zip4.pt", pickle_protocol=4)
torch.save(state, "old.pt", _use_new_zipfile_serialization=False)

# A checkpoint: weights of a wrapped network beside the state of its optimiser and plain values.
network = torch.nn.DataParallel(torch.nn.Sequential(torch.nn.Conv2d(1, 2, 3), torch.nn.BatchNorm2d(2)))
with torch.no_grad():
    for tensor in network.state_dict().values():
        tensor.copy_(numbers(*tensor.shape))
optimizer = torch.optim.Adam(network.parameters())
network(torch.ones(1, 1, 5, 5)).sum().backward()
optimizer.step()
with torch.no_grad():
    for tensor in network.state_dict().values():
        tensor.copy_(numbers(*tensor.shape))
checkpoint = {"epoch": 3, "losses": [0.5, 0.25], "name": "net", "done": False, "none": None, "big": 1 << 70, "size": torch.Size([1, 2]),
              "optimizer": optimizer.state_dict(), "model": network.state_dict()}
torch.save(checkpoint, "checkpoint.pth")
torch.save(checkpoint, "checkpoint_old.pth", _use_new_zipfile_serialization=False)


class Code:
    def __reduce__(self):
        return os.system, ("touch /tmp/striate-was-here",)


torch.save({"state_dict": state, "extra": Code()}, "code.pt")
torch.save({"state_dict": state, "extra": Code()}, "code_old.pt", _use_new_zipfile_serialization=False)

arrays = {
    "float": state["float"].numpy(), "double": state["double"].numpy(), "half": state["half"].numpy(), "scalar": state["scalar"].numpy(),
    "empty": state["empty"].numpy(), "transposed": numpy.asfortranarray(state["transposed"].numpy()), "big": state["float"].numpy().astype(">f4"),
    "long": state["long"].numpy(), "ushort": state["long"].numpy().astype(numpy.uint16), "bool": state["bool"].numpy(),
}
numpy.savez("arrays.npz", **arrays)
numpy.savez_compressed("packed.npz", **arrays)
for version in [(1, 0), (2, 0), (3, 0)]:
    with open(f"version{version[0]}.npy", "wb") as file:
        numpy.lib.format.write_array(file, state["float"].numpy(), version=version)
