"""Trains a network: `python -m facecurve_train.train configs/tiny.toml --crops DIR --runs DIR`.

Run again with the same arguments to resume. Under `torchrun` it trains with DistributedDataParallel.
"""

import argparse
import math
import signal
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.distributed as distributed
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel

from facecurve_train import checkpoint, distribution
from facecurve_train.augment import augment, centre_view
from facecurve_train.config import Config, load_config
from facecurve_train.crop_store import CropStore
from facecurve_train.data import held_out_minors, load_faces
from facecurve_train.device import choose_device, join_processes, mixed_precision, prepare_arithmetic
from facecurve_train.evaluate import curves, measure, one_line, predict_logits, score
from facecurve_train.face_table import FaceTable
from facecurve_train.labels import fit_maps
from facecurve_train.loss import head_sizes, total_loss
from facecurve_train.model import build_network
from facecurve_train.online_teachers import OnlineTeachers, blend_faces, resized
from facecurve_train.optimizer import adamw, learning_rate_at
from facecurve_train.run_log import LossMeans, append_row, write_description
from facecurve_train.sampling import SETTLING_BATCHES, BatchSampler
from facecurve_train.targets import Targets, build_targets, refuse_empty_columns
from facecurve_train.teaching import load_lesson, teach
from facecurve_train.unfold import load_shipped

# Keys of the configuration that the command line may replace.
OVERRIDES = {
    "name": str,
    "method": str,
    "initial_weights": str,
    "minutes": float,
    "steps": int,
    "threads": int,
    "seed": int,
    "size": int,
}


class Trainer:
    """One run: state, loop, checkpoints. Progress is a share of the budget, 0..1, whatever its unit."""

    def __init__(self, config: Config, faces: FaceTable, run: Path, crops: CropStore | None = None) -> None:
        """crops: another run's over the same faces, so that an accelerator holds them once."""
        self.config, self.run = config, run
        self.rank, self.world = join_processes()
        self.device = choose_device(config, self.rank)
        prepare_arithmetic(config)
        torch.manual_seed(config.seed)
        held_out = held_out_minors(faces, config.held_out_minors)
        self.train_faces = faces.take((faces.split == "train") & ~held_out)
        self.val_faces = faces.take(faces.split == "val")
        self.maps = fit_maps(faces)
        targets = build_targets(self.train_faces, self.maps, config.labels, config.heads)
        refuse_empty_columns(targets)
        self.sampler = BatchSampler(
            self.train_faces, config.shares, config.age_balance, config.batch, config.seed, self.rank
        )
        if config.teaching.file:
            lesson = load_lesson(run.parent / config.teaching.file, self.train_faces)
            targets = teach(targets, lesson, config.teaching)
        self.targets = targets.to(self.device)
        self.crops = crops or CropStore(self.train_faces, self.device)
        runs = [run.parent / name for name in config.teaching.runs]
        self.teachers = OnlineTeachers(runs, self.device) if runs else None
        self.network: nn.Module = self._build_network()
        self._load_initial_weights()
        self.average = checkpoint.AveragedWeights(self.network, config.ema)
        self.optimizer = adamw(self.network, config)
        self.step, self.seconds, self.best_score = 0, 0.0, -math.inf
        self.excluded: np.ndarray | None = None
        self.stopping = False
        self.losses = LossMeans()
        if (run / checkpoint.CHECKPOINT).exists():
            self._resume(checkpoint.load_checkpoint(run / checkpoint.CHECKPOINT))
        self.replica = DistributedDataParallel(self.network) if self.world > 1 else self.network

    def _build_network(self) -> nn.Module:
        sizes = head_sizes(self.config.method, self.config.auxiliary, self.config.heads)
        return build_network(self.config.network, sizes).to(self.device)

    def _load_initial_weights(self) -> None:
        path = self.run.parent / self.config.initial_weights
        if path.suffix == ".json":
            rows = np.concatenate([self.sampler.draw(step) for step in range(SETTLING_BATCHES)])
            crops = torch.from_numpy(self.train_faces.gather(rows))
            views = centre_view(crops, self.train_faces.size, self.config.size_at(0))
            load_shipped(self.network, path, views.to(self.device))
        elif self.config.initial_weights:
            state = checkpoint.load_checkpoint(path)["ema"]
            self.network.load_state_dict(checkpoint.matching_weights(self.network, state), strict=False)

    def fit(self) -> None:
        """Trains until the budget is spent or a signal asks to stop; always leaves a checkpoint."""
        handlers = {
            number: signal.signal(number, self._ask_to_stop) for number in (signal.SIGTERM, signal.SIGINT)
        }
        if self.rank == 0:
            write_description(
                self.run / "run.json", self.config, self.train_faces, len(self.val_faces), self.world
            )
        self._train()
        if self.rank == 0:
            self._save(checkpoint.CHECKPOINT)
            self._evaluate()
        if self.world > 1:
            # torchrun ends every process when one is gone: none may leave before the first has measured.
            distributed.barrier()
            self.replica = self.network  # the reducer must be gone before its process group
        for number, handler in handlers.items():
            signal.signal(number, handler)

    def _train(self) -> None:
        evaluated = saved = logged = started = time.monotonic()
        spent_before, first_step = self.seconds, self.step
        while True:
            progress, stop = self._agree(self.progress(), self.stopping)
            if progress >= 1 or stop:
                break
            if self._is_time_to_exclude_minors(progress):
                self._exclude_minors(progress)
            self._train_step(progress)
            now = time.monotonic()
            self.seconds = spent_before + now - started
            if self.rank:
                continue
            if now - logged > 15:
                rate = (self.step - first_step) * self.config.batch * self.world / (now - started)
                self._print_progress(rate)
                logged = now
            if now - saved > 60 * self.config.checkpoint_minutes:
                self._save(checkpoint.CHECKPOINT)
                saved = now
            if now - evaluated > 60 * self.config.evaluation_minutes:
                self._evaluate()
                evaluated = time.monotonic()

    def progress(self) -> float:
        if self.config.steps:
            return self.step / self.config.steps
        return self.seconds / (60 * self.config.minutes)

    def learning_rate(self, progress: float) -> float:
        return learning_rate_at(progress, self.config)

    def _train_step(self, progress: float) -> None:
        views, targets = self._draw_batch(self.config.size_at(progress))
        self.replica.train()
        with mixed_precision(self.device, on_cpu=self.config.bfloat16_layers):
            outputs = {name: logits.float() for name, logits in self.replica(views).items()}
        loss, parts = total_loss(outputs, targets, self.config.method, self.config.loss)
        for group in self.optimizer.param_groups:
            group["lr"] = self.learning_rate(progress)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), self.config.gradient_norm)
        self.optimizer.step()
        self.step += 1
        self.average.update(self.network, self.step)
        self.losses.update(parts)

    def _draw_batch(self, size: int) -> tuple[Tensor, Targets]:
        rows = self.sampler.draw(self.step)
        generator = torch.Generator().manual_seed(hash((self.config.seed, self.step, self.rank)) & 0x7FFFFFFF)
        crops, crop_size = self.crops.take(rows), self.train_faces.size
        ranges, targets = self.config.augmentation, self.targets.take(rows)
        if self.teachers is None:
            return augment(crops, crop_size, size, ranges, generator), targets
        views = augment(crops, crop_size, max(size, self.teachers.size), ranges, generator)
        views, single = blend_faces(views, self.config.teaching.blended, generator)
        lesson = self.teachers.answer(views, self.step)
        return resized(views, size), teach(targets, lesson, self.config.teaching, single)

    def _averaged_network(self) -> nn.Module:
        network = self._build_network()
        network.load_state_dict(self.average.state)
        return network

    def _is_time_to_exclude_minors(self, progress: float) -> bool:
        """A teacher has excluded them already."""
        is_due = progress >= self.config.exclude_minors_from
        return is_due and self.excluded is None and not self.config.teaching.is_given()

    def _exclude_minors(self, progress: float) -> None:
        """Faces the network takes for under 18 leave the votes, as they are not judged in the page either."""
        voted = self.targets.with_votes().cpu().numpy()
        self.excluded = np.zeros(len(voted), dtype=bool)
        if not voted.any():
            return
        logits = predict_logits(
            self._averaged_network(), self.train_faces.take(voted), self.config.size_at(progress), self.device
        )
        young = distribution.probability_under(curves(logits, method=self.config.method)["age"], 18)
        self.excluded[np.flatnonzero(voted)[young > self.config.exclude_minors_above]] = True
        self.sampler.exclude(self.excluded)
        if self.rank == 0:
            print(
                f"left out of the votes: {self.excluded.sum()} of {voted.sum()}, possible minors", flush=True
            )

    def _evaluate(self) -> None:
        if len(self.val_faces) == 0:
            return
        size = self.config.size_at(self.progress())
        logits = predict_logits(self._averaged_network(), self.val_faces, size, self.device)
        predicted = curves(logits, method=self.config.method)
        figures = measure(self.val_faces, predicted, self.maps, self.config.heads)
        print(
            f"val step {self.step} ({100 * self.progress():.0f} %) {size} px: {one_line(figures)}", flush=True
        )
        where = {"step": self.step, "size": size, "minutes": round(self.seconds / 60, 2)}
        append_row(self.run / "metrics.csv", where, self.losses.values(), figures)
        # Figures at another size than the shipped one do not compare.
        if size == self.config.phases[-1].size and score(figures) > self.best_score:
            self.best_score = score(figures)
            self._save(checkpoint.BEST)

    def _print_progress(self, rate: float) -> None:
        values = self.losses.values().items()
        losses = " ".join(f"{name} {value:.3f}" for name, value in values if not math.isnan(value))
        progress = self.progress()
        print(
            f"step {self.step} {100 * progress:.1f} % size {self.config.size_at(progress)} "
            f"{rate:.0f} crops/s lr {self.learning_rate(progress):.2e} {losses}",
            flush=True,
        )

    def _save(self, name: str) -> None:
        contents = {
            "config": checkpoint.config_contents(self.config),
            "maps": checkpoint.map_contents(self.maps),
            "model": self.network.state_dict(),
            "ema": self.average.state,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "best_score": self.best_score,
            "excluded": None if self.excluded is None else torch.from_numpy(self.excluded),
            "random": torch.get_rng_state(),
        }
        checkpoint.save_checkpoint(self.run / name, contents)

    def _resume(self, contents: dict[str, Any]) -> None:
        self.network.load_state_dict(contents["model"])
        self.average.state = {name: tensor.to(self.device) for name, tensor in contents["ema"].items()}
        self.optimizer.load_state_dict(contents["optimizer"])
        self.step, self.seconds = contents["step"], contents["seconds"]
        self.best_score = contents["best_score"]
        torch.set_rng_state(contents["random"])
        if contents["excluded"] is not None:
            self.excluded = contents["excluded"].numpy()
            self.sampler.exclude(self.excluded)

    def _agree(self, progress: float, stop: bool) -> tuple[float, bool]:
        """Processes follow the first one's clock, or they would leave the loop at different steps."""
        if self.world == 1:
            return progress, stop
        values = torch.tensor([progress, float(stop)], dtype=torch.float64, device=self.device)
        distributed.broadcast(values, src=0)
        return values[0].item(), bool(values[1].item())

    def _ask_to_stop(self, number: int, _frame: object) -> None:
        print(f"signal {number}: saving after this step", flush=True)
        self.stopping = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--crops", type=Path, required=True, help="folder of crop folders")
    parser.add_argument("--runs", type=Path, required=True, help="folder of run folders")
    for name, kind in OVERRIDES.items():
        parser.add_argument(f"--{name}", type=kind, help="replaces the configuration's value")
    parser.add_argument(
        "--set", nargs="*", default=[], metavar="KEY=VALUE", help="any other key: augmentation.shift=0.1"
    )
    arguments = parser.parse_args()
    overrides = {name: getattr(arguments, name) for name in OVERRIDES}
    config = load_config(arguments.config, arguments.set, **overrides)
    run = arguments.runs / config.name
    run.mkdir(parents=True, exist_ok=True)
    faces = load_faces([arguments.crops / folder for folder in config.folders])
    Trainer(config, faces, run).fit()
    if distributed.is_initialized():
        distributed.destroy_process_group()


if __name__ == "__main__":
    main()
