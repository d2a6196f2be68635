"""The figures of a report as lines of text for the terminal."""

from typing import Any

Json = dict[str, Any]
LISTED = 20  # pictures of one kind of problem that are named


def show(value: float | None, digits: int = 2) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def percent(share: Json | None) -> str:
    return "-" if share is None else f"{100 * share['withheld']:.1f} % of {share['images']}"


def lines_of(report: Json) -> list[str]:
    found = f"faces found in {report['detected']} of {report['images']} pictures, {report['usable']} usable"
    lines = [f"{report['set']} {report['split']}: {found}"]
    lines += problem_lines("pictures could not be read", report["unread"])
    lines += problem_lines("labels cannot be true and were left out", report["impossible"])
    lines += figure_lines(report)
    checked = report["withoutWrongLabels"]
    if checked["leftOut"] > 0:
        lines.append(f"  without the {checked['leftOut']} pictures whose label was found wrong:")
        lines += [f"  {line}" for line in figure_lines(checked)]
    return lines


def problem_lines(what: str, problems: list[Json]) -> list[str]:
    if not problems:
        return []
    named = [f"    {problem['file']}: {problem['problem']}" for problem in problems[:LISTED]]
    return [f"  {len(problems)} {what}:", *named]


def figure_lines(figures: Json) -> list[str]:
    lines = []
    if "age" in figures:
        lines += age_lines(figures["age"])
    if "attractiveness" in figures:
        votes = figures["attractiveness"]
        lines.append(
            f"  attractiveness: Pearson {show(votes['pearson'], 3)}, MAE {show(votes['mae'], 3)}, "
            f"earth mover's distance of the votes {show(votes['earthMovers'], 3)}, "
            f"epsilon error {show(votes['epsilonError'], 3)}"
        )
        lines += coverage_lines("the votes", votes["voteCoverage"])
    return lines + withheld_lines(figures["withheld"])


def age_lines(age: Json) -> list[str]:
    lines = [
        f"  age: MAE {show(age['mae'])}, median error {show(age['median'])}, "
        f"within 5 years {show(age['within5'], 3)}, group accuracy {show(age['groupAccuracy'], 3)}, "
        f"within one group {show(age['groupAccuracyWithinOne'], 3)}"
    ]
    if age["maeNaturalMix"] is not None:
        lines.append(f"  MAE re-weighted to UTKFace's natural mix of ages: {show(age['maeNaturalMix'])}")
    lines += coverage_lines("the age", age["coverage"])
    decades = [
        f"{name}: {show(decade['mae'])} ({decade['images']})" for name, decade in age["maePerDecade"].items()
    ]
    return [*lines, f"  MAE per decade: {', '.join(decades)}"] if decades else lines


def coverage_lines(what: str, coverage: dict[str, float]) -> list[str]:
    parts = [f"{share} %: {show(coverage[share], 3)}" for share in ("50", "80", "95") if share in coverage]
    return [f"  intervals hold {what}: {', '.join(parts)}"] if parts else []


def withheld_lines(withheld: Json | None) -> list[str]:
    if withheld is None:
        return []
    if withheld["all"] is not None:
        return [f"  attractiveness withheld: {percent(withheld['all'])} faces"]
    names = {"under16": "under 16", "under18": "under 18", "from21to30": "21 to 30", "from31to40": "31 to 40"}
    parts = [f"{percent(withheld[key])} faces {words}" for key, words in names.items() if withheld[key]]
    return [f"  attractiveness withheld: {', '.join(parts)}"] if parts else []
