import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from facecurve_train.svg import Axis, Chart, Series, heat_colour, heat_maps


def test_a_chart_places_points_on_its_axes_and_escapes_words():
    chart = Chart("a < b", Axis("x", (0, 10)), Axis("y", (0, 1)))
    assert chart.at(0, 0) == (chart.left, chart.bottom)
    assert chart.at(10, 1) == (chart.right, chart.top)
    assert chart.at(5, 0.5) == pytest.approx(((chart.left + chart.right) / 2, (chart.top + chart.bottom) / 2))
    root = ElementTree.fromstring(chart.draw([Series("one & two", [(0, 0), (10, 1)])]))
    words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "a < b" in words and "one & two" in words


def test_heat_maps_share_one_scale():
    drawing = heat_maps(
        "t", {"a": np.array([[0.0, 1.0]]).repeat(2, axis=0), "b": np.full((2, 2), 2.0)}, "years"
    )
    assert drawing.count(heat_colour(1)) == 4 and drawing.count(heat_colour(0.5)) == 2
    assert "darkest: 2.0 years" in drawing
    assert [heat_colour(share) for share in (0, 0.5, 1)] == ["#ffffff", "#0b6e99", "#08203c"]
