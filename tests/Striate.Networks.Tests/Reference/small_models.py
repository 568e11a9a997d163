"""Networks that torchvision does not have, written out in PyTorch after their papers, by the names of the code that their authors or others published."""
import torch
from torch import nn
from torch.nn import functional as F


def flat_mean(x):
    return x.mean((2, 3))


class FlatMean(nn.Module):
    def forward(self, x):
        return flat_mean(x)


class Features(nn.Module):
    """A row of layers called features, whose last maps are averaged."""

    def __init__(self, layers):
        super().__init__()
        self.features = nn.Sequential(*layers)

    def forward(self, x):
        return self.features(x)


def nin():
    """Lin, Chen and Yan, arXiv:1312.4400, the authors' sizes for CIFAR-10."""
    def bank(inputs, size, *filters):
        layers = []
        for outputs in filters:
            layers += [nn.Conv2d(inputs, outputs, size, padding=size // 2), nn.ReLU()]
            inputs, size = outputs, 1
        return layers

    return Features([
        *bank(3, 5, 192, 160, 96), nn.MaxPool2d(3, 2, ceil_mode=True), nn.Dropout(),
        *bank(96, 5, 192, 192, 192), nn.AvgPool2d(3, 2, ceil_mode=True), nn.Dropout(),
        *bank(192, 3, 192, 192, 10), FlatMean()])


def allconv():
    """Springenberg et al., arXiv:1412.6806, All-CNN-C."""
    layers = [nn.Dropout(0.2)]
    inputs = 3
    for outputs in (96, 192):
        layers += [nn.Conv2d(inputs, outputs, 3, padding=1), nn.ReLU(), nn.Conv2d(outputs, outputs, 3, padding=1), nn.ReLU(),
                   nn.Conv2d(outputs, outputs, 3, 2, 1), nn.ReLU(), nn.Dropout()]
        inputs = outputs
    return Features([*layers, nn.Conv2d(192, 192, 3), nn.ReLU(), nn.Conv2d(192, 192, 1), nn.ReLU(), nn.Conv2d(192, 10, 1), nn.ReLU(), FlatMean()])


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.stride, self.added = stride, outputs - inputs

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        half = self.added // 2
        return F.relu(y + F.pad(x[:, :, ::self.stride, ::self.stride], (0, 0, 0, 0, half, self.added - half)))


class CifarResNet(nn.Module):
    """He et al., arXiv:1512.03385, section 4.2, shortcuts of option A; names of akamaster/pytorch_resnet_cifar10."""

    def __init__(self, depth):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, padding=1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        channels = 16
        for stage in range(3):
            blocks = []
            for block in range((depth - 2) // 6):
                blocks.append(BasicBlock(channels, 16 << stage, 2 if stage and not block else 1))
                channels = 16 << stage
            self.add_module(f"layer{stage + 1}", nn.Sequential(*blocks))
        self.linear = nn.Linear(channels, 10)

    def forward(self, x):
        x = F.relu(self.bn1(self.conv1(x)))
        return self.linear(flat_mean(self.layer3(self.layer2(self.layer1(x)))))


class WideBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.convShortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False) if stride != 1 or inputs != outputs else None

    def forward(self, x):
        activated = F.relu(self.bn1(x))
        y = self.conv2(F.relu(self.bn2(self.conv1(activated))))
        return y + (x if self.convShortcut is None else self.convShortcut(activated))


class WideResNet(nn.Module):
    """Zagoruyko and Komodakis, arXiv:1605.07146, WRN-28-10; names of xternalz/WideResNet-pytorch."""

    def __init__(self, depth=28, width=10):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, padding=1, bias=False)
        channels = 16
        for stage in range(3):
            blocks = []
            for block in range((depth - 4) // 6):
                blocks.append(WideBlock(channels, (16 << stage) * width, 2 if stage and not block else 1))
                channels = (16 << stage) * width
            holder = nn.Module()
            holder.layer = nn.Sequential(*blocks)
            self.add_module(f"block{stage + 1}", holder)
        self.bn1 = nn.BatchNorm2d(channels)
        self.fc = nn.Linear(channels, 10)

    def forward(self, x):
        x = self.block3.layer(self.block2.layer(self.block1.layer(self.conv1(x))))
        return self.fc(flat_mean(F.relu(self.bn1(x))))


class DenseLayer(nn.Module):
    def __init__(self, inputs, growth):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth)
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, padding=1, bias=False)

    def forward(self, x):
        y = self.conv2(F.relu(self.norm2(self.conv1(F.relu(self.norm1(x))))))
        return torch.cat((x, y), 1)


class CifarDenseNet(nn.Module):
    """Huang et al., arXiv:1608.06993, section 4.2, DenseNet-BC of 100 layers with a growth of 12; names as torchvision's DenseNet."""

    def __init__(self, depth=100, growth=12):
        super().__init__()
        layers = (depth - 4) // 6
        self.features = nn.Sequential()
        channels = 2 * growth
        self.features.add_module("conv0", nn.Conv2d(3, channels, 3, padding=1, bias=False))
        for stage in range(1, 4):
            block = nn.Sequential()
            for layer in range(layers):
                block.add_module(f"denselayer{layer + 1}", DenseLayer(channels, growth))
                channels += growth
            self.features.add_module(f"denseblock{stage}", block)
            if stage < 3:
                transition = nn.Sequential()
                transition.add_module("norm", nn.BatchNorm2d(channels))
                transition.add_module("relu", nn.ReLU())
                transition.add_module("conv", nn.Conv2d(channels, channels // 2, 1, bias=False))
                transition.add_module("pool", nn.AvgPool2d(2))
                self.features.add_module(f"transition{stage}", transition)
                channels //= 2
        self.features.add_module("norm4", nn.BatchNorm2d(channels))
        self.classifier = nn.Linear(channels, 10)

    def forward(self, x):
        return self.classifier(flat_mean(F.relu(self.features(x))))


class Airbench(nn.Module):
    """Jordan, arXiv:2404.00498, without the bias of the whitening, and without the factor of the scores, which is in the weights."""

    def __init__(self, width=64):
        super().__init__()
        self.whiten = nn.Conv2d(3, 24, 2, bias=False)
        layers = [nn.GELU()]
        channels = 24
        for outputs in (width, 4 * width, 4 * width):
            layers += [nn.Conv2d(channels, outputs, 3, padding=1, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(outputs), nn.GELU(),
                       nn.Conv2d(outputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.GELU()]
            channels = outputs
        self.layers = nn.Sequential(*layers, nn.MaxPool2d(3), nn.Flatten())
        self.fc = nn.Linear(channels, 10, bias=False)

    def forward(self, x):
        return self.fc(self.layers(self.whiten(x)))


BUILDERS = {
    "nin": nin, "allconv": allconv, "wrn28_10": WideResNet, "cifar_densenet100": CifarDenseNet, "airbench": Airbench,
    **{f"cifar_resnet{depth}": (lambda depth=depth: CifarResNet(depth)) for depth in (20, 32, 44, 56, 110)},
}
