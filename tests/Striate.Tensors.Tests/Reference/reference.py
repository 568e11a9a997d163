"""What the scripts beside this one share: they store what PyTorch computes for operations of Striate.Tensors.

Needs PyTorch (made with Debian's python3-torch 1.13; any later one gives the same numbers). Everything is computed in
float64. Inputs are multiples of 1/64, so that they are the same numbers in float32. Arrays are in row-major order; settings
bear the names of Striate's parameters.
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)


class Reference:
    """The cases of one family, written to NAME.json."""

    def __init__(self, name, seed=2024):
        self.name, self.cases = name, []
        self.generator = torch.Generator().manual_seed(seed)

    def numbers(self, *shape):
        return torch.randint(-128, 129, shape, generator=self.generator).double() / 64

    def case(self, op, settings, inputs, function, buffers=None, labels=None):
        """Runs the function forward, then backward from a random gradient of the output. Inputs of whole numbers, such as indices, go into labels."""
        leaves = {name: tensor.clone().requires_grad_() for name, tensor in inputs.items()}
        record = {"op": op, "settings": settings, "inputs": {name: stored(tensor) for name, tensor in inputs.items()}}
        if buffers:
            record["buffers"] = {name: stored(tensor) for name, tensor in buffers.items()}
        if labels is not None:
            record["labels"] = labels.tolist()
        y = function(*leaves.values())
        dy = self.numbers(*y.shape)
        if y.requires_grad:
            y.backward(dy)
        record["output"] = stored(y)
        record["outputGradient"] = stored(dy)
        record["gradients"] = {name: stored(leaf.grad) for name, leaf in leaves.items() if leaf.grad is not None}
        if buffers:
            record["buffersAfter"] = {name: stored(tensor) for name, tensor in buffers.items()}
        self.cases.append(record)

    def write(self, **more):
        """Writes the file; more are further lists, each with a name."""
        lists = {"cases": self.cases, **more}
        texts = [f'"{name}":[\n' + ",\n".join(json.dumps(entry, separators=(",", ":")) for entry in entries) + "]" for name, entries in lists.items()]
        target = pathlib.Path(__file__).with_name(f"{self.name}.json")
        target.write_text(f'{{"torch":"{torch.__version__}",\n' + ",\n".join(texts) + "}\n")
        print(f"{len(self.cases)} cases, {target.stat().st_size // 1024} KB")


def stored(tensor):
    return {"shape": list(tensor.shape), "values": [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]}
