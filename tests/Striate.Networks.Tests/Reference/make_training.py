#!/usr/bin/env python3
"""Makes training.json: what PyTorch's LSTM and GRU compute, and the way of its L-BFGS and of its schedules.

Run:    /usr/bin/python3 tests/Striate.Networks.Tests/Reference/make_training.py

Weights follow from a rule that the tests compute too: weight i of a parameter is sin(i + its length) / 2.
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)


def stored(tensor):
    return {"shape": list(tensor.shape), "values": [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]}


def rule(length, scale):
    return torch.sin(torch.arange(length, dtype=torch.float64) + length) * scale


def layers():
    cases = []
    for kind in ["LSTM", "GRU"]:
        for layers, bidirectional, batch_first, bias in [(1, False, False, True), (2, True, False, True), (2, True, True, False)]:
            net = getattr(torch.nn, kind)(3, 4, layers, bias=bias, batch_first=batch_first, bidirectional=bidirectional)
            with torch.no_grad():
                for parameter in net.parameters():
                    parameter.copy_(rule(parameter.numel(), 0.5).reshape(parameter.shape))
            x = rule(5 * 2 * 3, 1).reshape((2, 5, 3) if batch_first else (5, 2, 3)).requires_grad_()
            directions = layers * (2 if bidirectional else 1)
            hidden, cell = rule(directions * 8, 0.5).reshape(directions, 2, 4), rule(directions * 8, 0.3).reshape(directions, 2, 4)
            y, last = net(x, (hidden, cell) if kind == "LSTM" else hidden)
            last = last if kind == "LSTM" else (last,)
            (y.sum() + sum((i + 2) * part.sum() for i, part in enumerate(last))).backward()
            cases.append({
                "kind": kind, "layers": layers, "bidirectional": bidirectional, "batchFirst": batch_first, "bias": bias,
                "output": stored(y), "last": [stored(part) for part in last], "inputGradient": stored(x.grad),
                "gradients": {name: stored(p.grad) for name, p in net.named_parameters()},
            })
    return cases


def lbfgs():
    paths = []
    for search in [True, False]:
        w = torch.tensor([[-1.2, 1.0]], requires_grad=True)
        optimizer = torch.optim.LBFGS([w], lr=1 if search else 0.2, max_iter=4, history_size=5, line_search_fn="strong_wolfe" if search else None)
        path = []
        for _ in range(5):
            def closure():
                optimizer.zero_grad()
                # A bent valley.
                loss = (1 - w[0, 0]) ** 2 + 5 * (w[0, 1] - w[0, 0] ** 2) ** 2
                loss.backward()
                return loss
            optimizer.step(closure)
            path.append(w.flatten().tolist())
        paths.append({"lineSearch": search, "path": path})
    return paths


def schedules():
    def rates(make, steps=24):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.5, momentum=0.9)
        schedule = make(optimizer)
        result = []
        for _ in range(steps):
            result.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        return result

    from torch.optim import lr_scheduler as s
    return {
        "multiStep": rates(lambda o: s.MultiStepLR(o, [3, 10], 0.2)),
        "exponential": rates(lambda o: s.ExponentialLR(o, 0.9)),
        "polynomial": rates(lambda o: s.PolynomialLR(o, 20, 0.9)),
        "restarts": rates(lambda o: s.CosineAnnealingWarmRestarts(o, 4, 2, 0.1)),
        "equalRestarts": rates(lambda o: s.CosineAnnealingWarmRestarts(o, 5, 1)),
        "triangular": rates(lambda o: s.CyclicLR(o, 0.1, 0.5, 4, 6)),
        "triangular2": rates(lambda o: s.CyclicLR(o, 0.1, 0.5, 3, mode="triangular2")),
        "exponentialRange": rates(lambda o: s.CyclicLR(o, 0.1, 0.5, 5, mode="exp_range", gamma=0.95)),
    }


target = pathlib.Path(__file__).with_name("training.json")
target.write_text(json.dumps({"torch": torch.__version__, "layers": layers(), "lbfgs": lbfgs(), "schedules": schedules()}, separators=(",", ":")) + "\n")
print(target.stat().st_size // 1024, "KB")
