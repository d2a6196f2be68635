from pathlib import Path

from label_made import SAMPLES
from PIL import Image

from facecurve_label.engine import blocks_of, gpu_share
from facecurve_label.ledger import Progress
from facecurve_label.made_photos import Making
from facecurve_label.measure import Measured, table_of


def test_the_same_call_makes_the_same_photos(tmp_path: Path) -> None:
    sources = [str(SAMPLES / "old.jpg"), str(SAMPLES / "young.jpg")]
    for folder in ("one", "two"):
        for number in (0, 1, 1000):
            Making(sources, tmp_path / folder, (300, 500)).make(number)
    made = sorted(file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*.jpg"))
    assert [str(file) for file in made] == ["00000/00000000.jpg", "00000/00000001.jpg", "00001/00001000.jpg"]
    contents = {(tmp_path / folder / file).read_bytes() for folder in ("one", "two") for file in made}
    assert len(contents) == len(made)
    with Image.open(tmp_path / "one" / made[0]) as photo:
        assert 300 <= photo.width <= 500 and photo.height == photo.width * 3 // 4


def test_a_line_of_the_table_has_rate_memory_and_shares() -> None:
    progress = Progress(100, 120, {"detect": 3.0, "network": 1.0}, 5.0, 25.0, 0, 400_000_000)
    line = table_of([Measured(2, 100, 30.0, 20.0, progress)]).splitlines()[-1]
    assert line == "| 2 | 5.0 | 30 s | 400 MB | 0 % | 0 % | 0 % | 75 % | 0 % | 25 % | 0 % |"


def test_a_very_large_run_has_few_blocks() -> None:
    blocks = [block["part"].to_pylist() for block in blocks_of(range(3, 10), 3)]
    assert blocks == [[3, 4, 5], [6, 7, 8], [9]]
    assert len(blocks_of(range(7))) == 7


def test_actors_share_gpus() -> None:
    assert [gpu_share(0, 4), gpu_share(1, 3), gpu_share(4, 2)] == [None, 0.3333, 1.0]
