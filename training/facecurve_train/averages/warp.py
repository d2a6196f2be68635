"""Piecewise affine warp: each triangle of one picture is drawn into the same triangle of another shape."""

import numpy as np
import torch
from scipy.spatial import Delaunay


class TriangleWarp:
    """Warps pictures to the shape `target` [N, 2], in a square of `side` pixels."""

    def __init__(self, target: np.ndarray, side: int) -> None:
        mesh = Delaunay(target)
        self.side = side
        middles = np.arange(side) + 0.5
        columns, rows = np.meshgrid(middles, middles)
        pixels = np.stack([columns.ravel(), rows.ravel()], axis=1)
        found = mesh.find_simplex(pixels)
        if (found < 0).any():
            raise ValueError("The target's points do not surround the picture.")
        # A pixel's place is a mean of its triangle's corners; the weights stay the same in every picture.
        transform = mesh.transform[found]
        two = np.einsum("nij,nj->ni", transform[:, :2], pixels - transform[:, 2])
        self.weights = np.concatenate([two, 1 - two.sum(axis=1, keepdims=True)], axis=1)
        self.corners = mesh.simplices[found]

    def places(self, source: np.ndarray) -> np.ndarray:
        """Where each pixel of the target lies in a picture with the points `source`: [side, side, 2]."""
        places = np.einsum("nk,nkd->nd", self.weights, source[self.corners])
        return places.reshape(self.side, self.side, 2)


def sample(picture: np.ndarray, places: np.ndarray) -> np.ndarray:
    """`picture` [H, W, C] at `places` [h, w, 2], bicubic; its edge goes on beyond the border. [h, w, C]"""
    height, width = picture.shape[:2]
    grid = torch.from_numpy((places / [width, height] * 2 - 1).astype(np.float32))[None]
    pixels = torch.from_numpy(np.ascontiguousarray(picture, np.float32)).permute(2, 0, 1)[None]
    drawn = torch.nn.functional.grid_sample(pixels, grid, "bicubic", "border", align_corners=False)
    return drawn[0].permute(1, 2, 0).numpy()


def inside(picture: np.ndarray, places: np.ndarray, edge: float = 2) -> np.ndarray:
    """1 where `places` lie in the picture, falling to 0 within `edge` pixels of its border; [h, w]"""
    height, width = picture.shape[:2]
    x, y = places[..., 0], places[..., 1]
    distance = np.minimum(np.minimum(x, width - x), np.minimum(y, height - y))
    return np.clip(distance / edge, 0, 1)
