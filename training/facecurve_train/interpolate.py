"""Weights between those that a run started from and those that it ended with.

`python -m facecurve_train.interpolate --run DIR --start MODEL --share 0.7 --crops DIR --out DIR`

A run that learns other light and other sharpness forgets a part of what its start knew. Weights on the
straight line between both keep more of either than the ends do (Wortsman and others, arXiv 2109.01903); `val`
chooses the place. Heads that the start lacks stay the run's. Writes a run folder that `evaluate` and `export`
take.
"""

import argparse
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import torch
from torch import Tensor, nn

from facecurve_train.augment import centre_view
from facecurve_train.checkpoint import CHECKPOINT, load_checkpoint, load_trained, save_checkpoint
from facecurve_train.config import Config
from facecurve_train.data import held_out_minors, load_faces
from facecurve_train.face_table import FaceTable
from facecurve_train.loss import head_sizes
from facecurve_train.model import build_network
from facecurve_train.sampling import SETTLING_BATCHES, BatchSampler
from facecurve_train.tfjs_weights import read_weights
from facecurve_train.unfold import load_shipped

STATISTICS_BATCHES, STATISTICS_BATCH = 24, 128


def interpolate(network: nn.Module, start: nn.Module, share: float, kept: tuple[str, ...]) -> None:
    """In place: share of `network`, the rest of `start`. kept: heads that stay the network's own."""
    first = start.state_dict()
    own = tuple(f"heads.{name}." for name in kept)
    state = {
        name: tensor
        if name.startswith(own) or not tensor.dtype.is_floating_point
        else torch.lerp(first[name], tensor, share)
        for name, tensor in network.state_dict().items()
    }
    network.load_state_dict(state)


@torch.no_grad()
def renew_statistics(network: nn.Module, batches: Iterable[Tensor]) -> None:
    """Measures batch norm's means and variances on batches [n,3,S,S]: mixed weights need their own."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()
            module.momentum = None  # the plain mean over all batches
    network.train()
    for views in batches:
        network(views)
    network.eval()


def typical_batches(faces: FaceTable, config: Config) -> Iterator[Tensor]:
    """The shipped crops, every other batch mirrored, in the run's own mix of sets and ages.

    The mix matters: statistics of a younger mix would make every face a little older.
    """
    sampler = BatchSampler(faces, config.shares, config.age_balance, STATISTICS_BATCH, config.seed)
    for step in range(STATISTICS_BATCHES):
        crops = torch.from_numpy(faces.gather(sampler.draw(step)))
        views = centre_view(crops, faces.size, config.phases[-1].size)
        yield views.flip(3) if step % 2 else views


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="run folder")
    parser.add_argument("--start", type=Path, required=True, help="the model.json that the run started from")
    parser.add_argument("--share", type=float, required=True, help="of the run, 0 to 1")
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--out", type=Path, required=True, help="run folder to write")
    arguments = parser.parse_args()
    trained = load_trained(arguments.run)
    config, network = trained.config, trained.network
    faces = load_faces([arguments.crops / name for name in config.folders], ["train"])
    faces = faces.take(~held_out_minors(faces, config.held_out_minors))
    sizes = head_sizes(config.method, config.auxiliary, config.heads)
    start = build_network(config.network, sizes)
    settling = torch.cat(list(islice(typical_batches(faces, config), SETTLING_BATCHES)))
    load_shipped(start, arguments.start, settling)
    known = read_weights(arguments.start)
    kept = tuple(name for name in sizes if f"{name}/weight" not in known)
    interpolate(network, start, arguments.share, kept)
    renew_statistics(network, typical_batches(faces, config))
    contents = load_checkpoint(arguments.run / CHECKPOINT)
    arguments.out.mkdir(parents=True, exist_ok=True)
    mixed = {**contents, "ema": network.state_dict(), "share": arguments.share}
    save_checkpoint(arguments.out / CHECKPOINT, mixed)
    print(f"{arguments.share} of {arguments.run.name}: {arguments.out}")


if __name__ == "__main__":
    main()
