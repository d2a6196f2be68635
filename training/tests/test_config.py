from pathlib import Path

import pytest

from facecurve_train.checkpoint import config_contents
from facecurve_train.config import config_from, load_config
from facecurve_train.errors import TrainingError

CONFIGS = sorted((Path(__file__).parents[1] / "configs").glob("*.toml"))
MINIMAL = {"name": "run", "folders": ["utkface"], "shares": {"utkface": 1}, "steps": 10}


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_every_configuration_of_the_repository_loads(path):
    assert load_config(path).phases[-1].until == 1


def test_an_unknown_key_is_named_with_its_table():
    with pytest.raises(TrainingError, match=r"unknown key loss\.lamda"):
        config_from({**MINIMAL, "loss": {"lamda": 1}})


@pytest.mark.parametrize(
    "wrong",
    [
        {"minutes": 5},
        {"steps": 0},
        {"method": "mse"},
        {"phases": [{"size": 112, "until": 1.0}]},
        {"phases": [{"size": 96, "until": 0.9}]},
        {"shares": {}},
    ],
)
def test_impossible_values_are_refused(wrong):
    with pytest.raises(TrainingError) as caught:
        config_from({**MINIMAL, **wrong})
    assert caught.value.code == "bad-config"


def test_a_budget_on_the_command_line_replaces_the_files(tmp_path):
    path = tmp_path / "c.toml"
    path.write_text('name = "x"\nminutes = 5\nfolders = ["a"]\n[shares]\na = 1\n')
    config = load_config(path, steps=7, name=None)
    assert (config.steps, config.minutes, config.name) == (7, 0, "x")


def test_single_keys_are_set_in_their_tables(tmp_path):
    path = tmp_path / "run.toml"
    path.write_text('name = "run"\nfolders = ["utkface"]\nsteps = 3\n[shares]\nutkface = 1.0\n')
    config = load_config(path, ["network=thin", "augmentation.shift=0.1", "learning_rate=5e-4"])
    assert (config.network, config.augmentation.shift, config.learning_rate) == ("thin", 0.1, 5e-4)
    with pytest.raises(TrainingError, match="key=value"):
        load_config(path, ["network"])
    with pytest.raises(TrainingError, match=r"unknown key augmentation\.shaft"):
        load_config(path, ["augmentation.shaft=1"])


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_the_digest_survives_a_checkpoint(path):
    # A float default written as an integer would change it: 2 and 2.0 are equal but differ in JSON.
    config = load_config(path)
    assert config_from(config_contents(config)).digest() == config.digest()


def test_sizes_follow_the_phases_and_the_digest_the_values():
    config = config_from({**MINIMAL, "phases": [{"size": 64, "until": 0.5}, {"size": 96, "until": 1.0}]})
    assert [config.size_at(progress) for progress in (0, 0.49, 0.5, 1.0)] == [64, 64, 96, 96]
    assert (
        config.digest()
        == config_from(
            dict(reversed(MINIMAL.items()))
            | {"phases": [{"size": 64, "until": 0.5}, {"size": 96, "until": 1.0}]}
        ).digest()
    )
    assert config.digest() != config_from({**MINIMAL, "seed": 2}).digest()
