"""The model card on minors: the rule, how it was chosen, and what it withholds from whom."""

from typing import Any

from facecurve_train.card.tables import percent, show, table, title_of
from facecurve_train.card.text import TITLES
from facecurve_train.errors import TrainingError
from facecurve_train.minors_rule import CONFIDENCE, LARGEST_MISSED, MARGIN, SURELY_MINOR_AGE
from facecurve_train.svg import Axis, Chart, Series

Json = dict[str, Any]
YEARS = range(10, 41)
SHARES = Axis("withheld, %", (0, 20, 40, 60, 80, 100))
GROUPS = {"from21to30": "21 to 30", "from31to40": "31 to 40"}


def minors_section(card: Json, reports: list[Json], drawing: str) -> str:
    """reports: those of this card's weights."""
    has_votes = "attractiveness" in card["heads"]
    lines = [rule_in_words(card["minors"], has_votes), choice_in_words(card["minors"], has_votes)]
    for report in reports:
        measured = report.get("minors") or {}
        young, grown = measured.get("under16"), measured.get("from21to30")
        if young and grown:
            refuse_other_threshold(report, card["minors"]["threshold"])
            lines.append(
                f"On {title_of(report)}, through the page, the chance is above the threshold for {percent(young['withheld'])} of "
                f"{young['images']} faces under 16 and {percent(grown['withheld'])} of {grown['images']} adults of 21 to 30."
            )
    parts = ["## Minors", "\n".join(lines)]
    if has_votes:
        parts += withheld_parts(reports, drawing)
    return "\n\n".join(parts) + "\n"


def refuse_other_threshold(report: Json, threshold: float) -> None:
    """The weights may be the same and the threshold another: then the withheld shares are another card's."""
    measured = report["minors"].get("threshold", threshold)
    if measured != threshold:
        raise TrainingError(
            "bad-manifest",
            f"minors measured with threshold {measured}, the card has {threshold}; evaluate again",
            report["path"],
        )


def rule_in_words(minors: Json, has_votes: bool) -> str:
    chance = chance_in_words(minors.get("evidence", {"age": 1.0}), minors["below"])
    if has_votes:
        return (
            f"Attractiveness is withheld where the chance of a minor is above {minors['threshold']}; no option switches this "
            f"rule off. The chance is {chance}."
        )
    return (
        f"A face may be a minor's where the chance of a minor is above {minors['threshold']}. Nothing hangs on it here, since "
        f"these weights have no attractiveness to withhold. The chance is {chance}."
    )


def chance_in_words(evidence: dict[str, float], below: int) -> str:
    """By the same rule as `minors_rule.chance_of_minor`."""

    def mass(head: str) -> str:
        return f"P(age < {below})" if head == "age" else f"P({head})"

    if list(evidence.values()) == [1]:
        (head,) = evidence
        return f"{mass(head)} of the age curve" if head == "age" else f"{mass(head)} of the output `{head}`"
    terms = " + ".join(f"{weight:g} logit {mass(head)}" for head, weight in evidence.items())
    return f"sigmoid({terms})"


def choice_in_words(minors: Json, has_votes: bool) -> str:
    above = "are withheld" if has_votes else "lie above the threshold"
    if "withheldUnder16OnVal" in minors:
        # facecurve-open 0.2.0 was exported before the rule with a bound, and knows age groups only.
        return (
            f"The threshold was chosen on `val`, by age groups: {percent(minors['withheldUnder16OnVal'])} of the groups up to 19 "
            f"{above}, and {percent(minors['withheld21To30OnVal'])} of the group 20 to 29."
        )
    bound = minors["missedUnder16Bound"]
    allowed = LARGEST_MISSED[SURELY_MINOR_AGE]
    kept = (
        ""
        if bound <= allowed
        else " (there are too few of these faces for a lower bound, so all of them are withheld)"
    )
    adults = minors["withheld21To30OnVal"]
    return (
        f"The threshold was chosen on minors alone, whom training did not see: {minors['chosenOn']} faces under "
        f"{SURELY_MINOR_AGE}, and the others under {minors['below']}. Each year of age counts the same, and each age group as much as "
        f"a year, since the sets hold far more babies than teenagers. It is {MARGIN:g} of the largest threshold that, with "
        f"{100 * CONFIDENCE:.0f} % confidence (Clopper and Pearson's one-sided bound, for weighted faces), lets through at most "
        f"{100 * allowed:.0f} % of the faces under {SURELY_MINOR_AGE} and {100 * LARGEST_MISSED[minors['below']]:.0f} % of all minors. "
        f"Of the {minors['chosenOn']} faces {percent(minors['withheldUnder16'])} {above}; the bound on the share that is let through "
        f"is {percent(bound)}{kept}. On `val` {percent(adults)} of the adults of 21 to 30 {above}."
    )


def withheld_parts(reports: list[Json], drawing: str) -> list[str]:
    """The drawing and the tables of what the page withholds; nothing where no report tells it."""
    told = [report for report in reports if report.get("withheld")]
    parts = []
    if any(withheld_points(report) for report in told):
        parts.append(
            f"![Share of faces whose attractiveness is withheld, for each year of age from 10 to 40]({drawing})"
        )
    whole = [
        f"{percent(report['withheld']['all']['withheld'])} of the {report['withheld']['all']['images']} faces of {title_of(report)}"
        for report in told
        if report["withheld"].get("all")
    ]
    if whole:
        parts.append(
            f"Of sets without ages the page withholds attractiveness for {', '.join(whole)}, for any reason."
        )
    if rows := group_rows(told):
        head = [
            "set",
            "labelled",
            *(f"{what}, {name}" for name in GROUPS.values() for what in ("faces", "withheld")),
        ]
        parts.append(
            "Attractiveness withheld from young adults, for any reason, by the sets' words:\n\n"
            + table(head, rows)
        )
    return parts


def group_rows(reports: list[Json]) -> list[list[str]]:
    """One line for each set, and each gender and race in it: faces and withheld share at each of GROUPS."""
    rows = []
    for report in reports:
        withheld = report["withheld"]
        title = TITLES.get(report["set"], report["set"])
        if any(withheld.get(key) for key in GROUPS):
            rows.append([title, "all", *cells_of([withheld.get(key) for key in GROUPS])])
        for column in ("gender", "race"):
            by_word = [withheld["byGroup"].get(key, {}).get(column, {}) for key in GROUPS]
            for word in sorted({word for words in by_word for word in words}):
                rows.append([title, word, *cells_of([words.get(word) for words in by_word])])
    return rows


def cells_of(shares: list[Json | None]) -> list[str]:
    """Number of faces and withheld share of each, a dash where there is none."""
    return [
        cell
        for share in shares
        for cell in (show(share["images"], 0) if share else "-", percent(share["withheld"]) if share else "-")
    ]


def withheld_points(report: Json) -> list[tuple[float, float]]:
    """(year of age, withheld share in %) of every year that has faces."""
    by_age = (report.get("withheld") or {}).get("byAge", {})
    shares = ((year, by_age.get(str(year))) for year in YEARS)
    return [(float(year), 100 * share["withheld"]) for year, share in shares if share]


def withheld_chart(reports: list[Json]) -> str:
    """Share withheld against the labelled age; nothing where no report tells it."""
    series = [
        Series(title_of(report).replace("`", ""), points)
        for report in reports
        if (points := withheld_points(report))
    ]
    if not series:
        return ""
    chart = Chart(
        "Attractiveness withheld, by age", Axis("labelled age, years", (10, 15, 20, 25, 30, 35, 40)), SHARES
    )
    chart.drawing.line([chart.at(18, 0), chart.at(18, 100)], "#6b7280", 1, "4 4")
    return chart.draw(series)
