"""The model card's tables of figures, from reports of `npm run evaluate`; a dash where there is no number."""

from collections.abc import Callable
from typing import Any

import numpy as np

from facecurve_train.card.text import TITLES
from facecurve_train.natural_mix import decades

Json = dict[str, Any]
PRINTED = ("50", "80", "95")  # %, the intervals of the page


def show(value: float | None, digits: int = 2) -> str:
    return "-" if value is None or np.isnan(value) else f"{value:.{digits}f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        "|" + "|".join(line if line[0] == "---" else [f" {cell} " for cell in line]) + "|" for line in lines
    )


def title_of(report: Json) -> str:
    return f"{TITLES.get(report['set'], report['set'])} `{report['split']}`"


def name_of(report: Json) -> str:
    return report.get("model", {}).get("name", "facecurve")


def of_set(reports: list[Json], name: str) -> Json:
    """The `test` report of a set, or nothing."""
    return next((report for report in reports if (report["set"], report["split"]) == (name, "test")), {})


def weights_table(reports: list[Json], names: list[str]) -> str:
    """The headline figures with one column for each network. reports: of all of them; names: in their order."""
    columns = []
    for name in names:
        own = [report for report in reports if name_of(report) == name]
        utkface, fairface = of_set(own, "utkface"), of_set(own, "fairface")
        age, minors = utkface.get("age") or {}, utkface.get("minors") or {}
        young, adults = minors.get("under16") or {}, minors.get("from21to30") or {}
        model = (utkface or fairface).get("model", {})
        columns.append(
            {
                "": f"{name} {model.get('version', '')}".strip(),
                "UTKFace `test`, MAE, flat over age": show(age.get("mae")),
                "UTKFace `test`, MAE on its natural mix": show(age.get("maeNaturalMix")),
                "FairFace `test`, group accuracy": show((fairface.get("age") or {}).get("groupAccuracy"), 3),
                "80 % interval of age holds, UTKFace `test`": show((age.get("coverage") or {}).get("80"), 3),
                "minors' threshold": f"{minors['threshold']}" if "threshold" in minors else "-",
                "above it: faces under 16, UTKFace `test`": percent(young.get("withheld")),
                "above it: adults of 21 to 30": percent(adults.get("withheld")),
            }
        )
    head, *rows = [[label, *(column[label] for column in columns)] for label in columns[0]]
    return table(head, rows)


def percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def figures_table(reports: list[Json]) -> str:
    """One line a report; the weights' name stands in front where reports of two networks are compared."""
    is_compared = len({name_of(report) for report in reports}) > 1
    head = ["set", "split", "found", "MAE", "MAE, natural mix", "median", "within 5", "group accuracy"]
    head += ["within one group", "Pearson", "MAE of votes' mean", "votes' distance", "epsilon error"]
    rows = []
    for report in reports:
        age, votes = report.get("age") or {}, report.get("attractiveness") or {}
        # The mix is UTKFace's; other sets have their own.
        natural = age.get("maeNaturalMix") if report["set"] == "utkface" else None
        cells = [TITLES.get(report["set"], report["set"]), report["split"]]
        cells += [f"{report['detected']}/{report['images']}", show(age.get("mae")), show(natural)]
        cells += [show(age.get("median")), show(age.get("within5"), 3), show(age.get("groupAccuracy"), 3)]
        cells += [show(age.get("groupAccuracyWithinOne"), 3), show(votes.get("pearson"), 3)]
        cells += [show(votes.get(key), 3) for key in ("mae", "earthMovers", "epsilonError")]
        rows.append([name_of(report), *cells] if is_compared else cells)
    return table(["weights", *head] if is_compared else head, rows)


def exact_rows(report: Json) -> list[Json]:
    return [row for row in report["rows"] if isinstance(row["label"].get("age"), int | float)]


def errors_of(rows: list[Json]) -> np.ndarray:
    """Estimate less label in years: [n]."""
    return np.array([row["age"] - row["label"]["age"] for row in rows], dtype=float)


def share_inside(rows: list[Json], percent: str) -> float | None:
    """Share of the labels inside the interval of `percent`."""
    intervals = [row.get("ageIntervals", {}).get(percent) for row in rows]
    if any(interval is None for interval in intervals):
        return None
    inside = [low <= row["label"]["age"] <= high for row, (low, high) in zip(rows, intervals, strict=True)]
    return float(np.mean(inside))


def decade_name(row: Json) -> str:
    """80 stands for 80 and above."""
    decade = int(decades(np.array(row["label"]["age"], dtype=float)))
    return "80 and above" if decade == 8 else f"{10 * decade} to {10 * decade + 9}"


def age_table(what: str, group_of: Callable[[Json], str | None], report: Json, beside: list[Json]) -> str:
    """Mean error, bias (estimate less label) and coverage per group; of other networks the mean error."""
    groups = grouped(exact_rows(report), group_of)
    others = [(name_of(other), grouped(exact_rows(other), group_of)) for other in beside]
    head = [what, "faces", "MAE", "bias", *(f"in {percent} %" for percent in PRINTED)]
    rows = []
    for name, part in groups.items():
        errors = errors_of(part)
        cells = [name, f"{len(part)}", show(float(np.abs(errors).mean())), f"{errors.mean():+.2f}"]
        cells += [show(share_inside(part, percent)) for percent in PRINTED]
        cells += [
            show(float(np.abs(errors_of(other[name])).mean())) if name in other else "-"
            for _, other in others
        ]
        rows.append(cells)
    return table(head + [f"MAE, {name}" for name, _ in others], rows)


def grouped(rows: list[Json], group_of: Callable[[Json], str | None]) -> dict[str, list[Json]]:
    """Groups in the order of their names; names that start with a number in its order."""
    groups: dict[str, list[Json]] = {}
    for row in rows:
        name = group_of(row)
        if name:
            groups.setdefault(name, []).append(row)
    return dict(sorted(groups.items(), key=lambda entry: _order(entry[0])))


def _order(name: str) -> tuple[int, str]:
    number = name.split(" ", 1)[0]
    return (int(number) if number.isdigit() else 0, name)


def label_of(column: str) -> Callable[[Json], str | None]:
    return lambda row: row["label"].get(column) or None


def coverage_table(reports: list[Json]) -> str:
    """What each printed interval holds, of ages and of votes."""
    rows = []
    for report in reports:
        for what, coverage in coverages(report).items():
            cells = [show(coverage.get(percent), 3) for percent in PRINTED]
            rows.append([name_of(report), title_of(report), what, *cells])
    return table(["weights", "set", "of", *(f"{percent} %" for percent in PRINTED)], rows)


def coverages(report: Json) -> dict[str, dict[str, float]]:
    """{"ages" or "votes": {share in %: share held}} of a report, whichever it has."""
    found = {
        "ages": (report.get("age") or {}).get("coverage"),
        "votes": (report.get("attractiveness") or {}).get("voteCoverage"),
    }
    return {
        what: coverage
        for what, coverage in found.items()
        if coverage and all(value is not None for value in coverage.values())
    }


def rated_rows(report: Json) -> list[Json]:
    return [row for row in report["rows"] if isinstance(row["label"].get("attractiveness"), int | float)]


def votes_table(what: str, group_of: Callable[[Json], str | None], report: Json) -> str:
    """Attractiveness per group on the set's own scale: what the raters gave, and how far the estimate is."""
    head = [what, "faces", "raters' mean", "Pearson", "MAE", "bias", "votes' distance"]
    rows = []
    for name, part in grouped(rated_rows(report), group_of).items():
        label = np.array([row["label"]["attractiveness"] for row in part], dtype=float)
        estimate = np.array([row["attractiveness"] for row in part], dtype=float)
        pearson = float(np.corrcoef(estimate, label)[0, 1]) if len(part) > 2 else None
        cells = [name, f"{len(part)}", show(float(label.mean())), show(pearson, 3)]
        cells += [show(float(np.abs(estimate - label).mean())), f"{(estimate - label).mean():+.2f}"]
        rows.append([*cells, show(votes_distance(part))])
    return table(head, rows)


def votes_distance(rows: list[Json]) -> float | None:
    """Mean earth mover's distance of predicted from real votes in points; None where no votes are known."""
    distances = []
    for row in rows:
        votes = [row["label"].get(f"n{vote}") for vote in range(1, 11)]
        if row.get("votes") is None or any(vote is None for vote in votes) or sum(votes) <= 0:
            continue
        shares = np.array(votes, dtype=float) / sum(votes)
        distances.append(float(np.abs(np.cumsum(np.array(row["votes"]) - shares)).sum()))
    return float(np.mean(distances)) if distances else None
