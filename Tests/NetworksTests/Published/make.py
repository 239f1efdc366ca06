"""Makes the two networks of this folder with PyTorch, named as torchvision names its ResNet-18 and VGG11 with batch normalisation, a
few channels wide, and what they answer to two images. Needs torch and safetensors; run in this folder."""

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(1)


class BasicBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride > 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        branch = x if self.downsample is None else self.downsample(x)
        y = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(y)) + branch)


class ResNet18(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = nn.Conv2d(3, width, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        inputs = width
        for stage in range(4):
            outputs = width << stage
            blocks = [BasicBlock(inputs, outputs, 2 if stage else 1), BasicBlock(outputs, outputs, 1)]
            setattr(self, f"layer{stage + 1}", nn.Sequential(*blocks))
            inputs = outputs
        self.fc = nn.Linear(inputs, 10)

    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        for stage in range(4):
            x = getattr(self, f"layer{stage + 1}")(x)
        return self.fc(x.mean((2, 3)))


class VGG11(nn.Module):
    def __init__(self, width):
        super().__init__()
        layers, inputs = [], 3
        for maps in [1, 0, 2, 0, 4, 4, 0, 8, 8, 0, 8, 8, 0]:
            if maps == 0:
                layers.append(nn.MaxPool2d(2))
                continue
            layers += [nn.Conv2d(inputs, maps * width, 3, padding=1), nn.BatchNorm2d(maps * width), nn.ReLU()]
            inputs = maps * width
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Linear(inputs, 10)

    def forward(self, x):
        return self.classifier(self.features(x).flatten(1))


def save(name, network):
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.normal_(module.bias, std=0.2)
            module.momentum = 1
        elif isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight)
        elif isinstance(module, nn.Linear):
            nn.init.normal_(module.weight, std=0.3)
    place = torch.arange(2 * 3 * 32 * 32)
    images = ((place * place * 31 + place * 7) % 251).float().reshape(2, 3, 32, 32) / 250
    with torch.no_grad():
        # The statistics of these images, and something besides, so that they are not those of the batch at hand.
        network.train()(images)
        for module in network.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.add_(0.1 * torch.randn_like(module.running_mean))
                module.running_var.mul_(torch.empty_like(module.running_var).uniform_(0.7, 1.5))
        logits = network.eval()(images)
    save_file(network.state_dict(), f"{name}.safetensors")
    save_file({"logits": logits}, f"{name}-logits.safetensors")
    print(name, logits)


save("resnet18", ResNet18(2))
save("vgg11", VGG11(1))
