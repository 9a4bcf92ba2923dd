"""HTML read as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.html_text import Link, flatten


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a<br>b<BR/>c", "a\nb\nc"),
        ("  a \n\t b  ", "a b"),
        ("a<b> b</b>c", "a bc"),
        ("<b>a </b> b", "a b"),
        ("<td>a</td><td>b</td>", "a\nb"),
        ("&lt;p&gt; &amp;amp; &#65;&nbsp;b", "<p> &amp; A b"),
        ("a<!-- x <b> -- --> b <!-- never closed", "a b never closed"),
        ("<script>x < y</script>a<style>", "a"),
        ("<style>never closed a", "never closed a"),
        ('<a title="x > y" href=z>a</a> 3 < 4 > 2', "a 3 < 4 > 2"),
        ("<!DOCTYPE html><?xml x?><o:p>a</o:p>", "a"),
        ("<p", "<p"),
        ("", ""),
    ],
)
def test_text(source: str, text: str) -> None:
    assert flatten(source).text.strip() == text


def test_paragraphs_stand_apart() -> None:
    assert flatten("<p>a</p><p>b<br>c</p><div>d</div>", paragraphs=True).text.strip() == "a\n\nb\nc\n\nd"


def test_links_and_markup_are_told_by_place() -> None:
    flat = flatten('See <a href="https://x.example/?a=1&amp;b=2">the <i>order</i></a> of <font>May</font>.')
    assert flat.text == "See the order of May."
    assert flat.links == (Link(4, 13, "https://x.example/?a=1&b=2"),)
    assert flat.outside_markup(0, len(flat.text)) == "See  of ."
    assert flat.outside_markup(4, 13) == ""
    assert flat.links_between(0, 4) == ()
    assert len(flat.links_between(4, 5)) == 1


@given(st.text(alphabet="<>ab /\"'=&;!-ip", max_size=80))
def test_places_lie_in_the_text(source: str) -> None:
    flat = flatten(source)
    for link in flat.links:
        assert 0 <= link.start <= len(flat.text) + 1
    for start, end in flat.marked:
        assert 0 <= start < end <= len(flat.text)
