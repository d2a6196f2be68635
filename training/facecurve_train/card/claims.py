"""The model card's first table: what the paper says of its networks, and ours beside it.

The paper's figures: DLDL-v2 (Gao et al., arXiv 2007.01771), its tables and its released evaluation code.
"""

from typing import Any

from facecurve_train.card.tables import of_set, show, table
from facecurve_train.model import (
    AGE_BINS,
    ATTRACTIVENESS_BINS,
    VGG16_GROUPS,
    WIDTHS,
    build_network,
    parameter_count,
)

Json = dict[str, Any]
PAPER_SIZE = 224  # px, side of its crops


def multiply_adds(network: str, size: int) -> int:
    """Of the thirteen convolutions and the age head on one crop of `size` px."""
    total, channels, side = 0, 3, size
    for group in VGG16_GROUPS:
        for vgg_channels in group:
            channels_out = int(vgg_channels * WIDTHS[network])
            total += side * side * 9 * channels * channels_out
            channels = channels_out
        side //= 2
    return total + channels * AGE_BINS


def parameters(network: str, heads: dict[str, int]) -> int:
    return parameter_count(build_network(network, heads))


def claims_table(card: Json, reports: list[Json]) -> str:
    """reports: those of this card's weights."""
    network, size = card["training"]["network"], card["cropSize"]
    age_only = {"age": AGE_BINS}
    both = {**age_only, "attractiveness": ATTRACTIVENESS_BINS}
    utkface = of_set(reports, "utkface").get("age") or {}
    fairface = of_set(reports, "fairface").get("age") or {}
    scut = of_set(reports, "scutfbp5500").get("attractiveness") or {}
    mebeauty = of_set(reports, "mebeauty").get("attractiveness") or {}
    megabytes = card["files"]["weights.bin"]["bytes"] / 1e6
    rows = [
        [
            "parameters, age head alone",
            f"{parameters('tiny', age_only):,}",
            f"{parameters('thin', age_only):,}",
            f"{parameters(network, age_only):,} ({parameters(network, both):,} with the votes' head)",
        ],
        ["weights on disk", "3.8 MB", "not told", f"{megabytes:.2f} MB (int8)"],
        ["crop", f"{PAPER_SIZE} px", f"{PAPER_SIZE} px", f"{size} px"],
        [
            "multiply-adds a face (computed)",
            *(f"{multiply_adds(name, PAPER_SIZE) / 1e9:.2f} G" for name in ("tiny", "thin")),
            f"{multiply_adds(network, size) / 1e9:.2f} G",
        ],
        ["speed", "5.5 times VGG-16 (as reported by others)", "2.6 times VGG-16", speed(reports)],
        [
            "error of age, years",
            "3.43 ChaLearn 2015, 3.77 ChaLearn 2016, 2.29 MORPH",
            "3.14 ChaLearn 2015, 3.45 ChaLearn 2016, 1.97 MORPH",
            f"{show(utkface.get('mae'))} UTKFace `test`, flat over age; "
            f"{show(utkface.get('maeNaturalMix'))} on its natural mix",
        ],
        [
            "age group hit",
            "not told",
            "not told",
            f"{show(fairface.get('groupAccuracy'), 3)} FairFace `test`; within one group "
            f"{show(fairface.get('groupAccuracyWithinOne'), 3)}",
        ],
        [
            "attractiveness",
            "SCUT-FBP5500, five splits: MAE 0.183, Pearson 0.937",
            "SCUT-FBP5500, five splits: MAE 0.174, Pearson 0.942",
            f"SCUT-FBP5500 `test`: MAE {show(scut.get('mae'), 3)}, Pearson {show(scut.get('pearson'), 3)}; "
            f"MEBeauty `test`: Pearson {show(mebeauty.get('pearson'), 3)}"
            if "attractiveness" in card["heads"]
            else "not learned",
        ],
        [
            "epsilon error of attractiveness",
            "0.062 SCUT-FBP5500, five splits",
            "0.056 SCUT-FBP5500, five splits",
            f"{show(mebeauty.get('epsilonError'), 3)} MEBeauty `test`, sigma from each picture's votes"
            if "attractiveness" in card["heads"]
            else "not learned",
        ],
        [
            "80 % interval of age holds",
            "not told",
            "not told",
            f"{show((utkface.get('coverage') or {}).get('80'), 3)} UTKFace `test`",
        ],
        ["first trained on", "MS-Celeb-1M (withdrawn since)", "MS-Celeb-1M", "see Network"],
    ]
    ours = f"{card['name']} {card['version']}"
    return table(["", "paper: TinyAgeNet", "paper: ThinAgeNet", ours], rows)


def speed(reports: list[Json]) -> str:
    timing = of_set(reports, "utkface").get("timing")
    if timing is None:
        return "-"
    return f"{timing['medianMilliseconds']:.0f} ms a picture, detector included (median, Chromium, {timing['backend']})"
