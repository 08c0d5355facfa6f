"""The models of `practice` (libs/ml/src/run/practice.ts) in PyTorch on one thread. Asked over standard input, one line at a time, so
that the benchmark can alternate with its own steps: the name of a model is answered with the milliseconds of one whole training step
(forward, loss, backward, Adam), `product` with the GFLOP/s of one square product of 512 × 512."""
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, STEPS, ALPHABET, CLASSES, WIDTH, HEADS, SIDE = 32, 64, 64, 10, 128, 4, 512

torch.set_num_threads(1)
torch.manual_seed(1)


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.characters, self.cells, self.head = nn.Embedding(ALPHABET, 64), nn.LSTM(64, 128, batch_first=True), nn.Linear(128, ALPHABET)

    def forward(self, x):
        return self.head(self.cells(self.characters(x))[0]).flatten(0, 1)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.packed, self.mixed = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        heads = self.packed(self.norm1(x)).view(BATCH, STEPS, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(heads[0], heads[1], heads[2], is_causal=True)
        x = x + self.mixed(seen.transpose(1, 2).reshape(BATCH, STEPS, WIDTH))
        return x + self.narrow(F.relu(self.wide(self.norm2(x))))


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.characters, self.positions = nn.Embedding(ALPHABET, WIDTH), nn.Parameter(torch.randn(STEPS, WIDTH) * 0.02)
        self.blocks, self.norm, self.head = nn.Sequential(Block(), Block()), nn.LayerNorm(WIDTH), nn.Linear(WIDTH, ALPHABET)

    def forward(self, x):
        return self.head(self.norm(self.blocks(self.characters(x) + self.positions))).flatten(0, 1)


def cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 8 * 8, 128), nn.ReLU(), nn.Linear(128, CLASSES))


def text():
    return torch.randint(ALPHABET, (BATCH, STEPS)), torch.randint(ALPHABET, (BATCH * STEPS,))


def steps(model, inputs, targets):
    """A function that takes one training step and says how many milliseconds it took."""
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)

    def step():
        start = time.perf_counter()
        adam.zero_grad()
        F.cross_entropy(model(inputs), targets).backward()
        adam.step()
        return (time.perf_counter() - start) * 1000

    return step


def product():
    """A function that multiplies two square matrices and says how many GFLOP/s that was."""
    a, b = torch.rand(SIDE, SIDE) * 2 - 1, torch.rand(SIDE, SIDE) * 2 - 1

    def once():
        start = time.perf_counter()
        torch.mm(a, b)
        return 2 * SIDE**3 / (time.perf_counter() - start) / 1e9

    return once


measures = {
    "cnn": steps(cnn(), torch.rand(BATCH, 3, 32, 32), torch.randint(CLASSES, (BATCH,))),
    "lstm": steps(Lstm(), *text()),
    "transformer": steps(Transformer(), *text()),
    "product": product(),
}
print(torch.__version__, flush=True)
for line in sys.stdin:
    print(measures[line.strip()](), flush=True)
