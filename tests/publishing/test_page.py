"""The page as text: what is in it, what leads where, and that nothing of the data becomes markup."""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from sample import HOSTILE, HOSTILE_FILES, ISLANDS, publication_of_islands, real

from ratingctl.publishing.html_page import html_page
from ratingctl.publishing.publication import BookletContent

__all__ = ["real"]

LARGEST = 600_000
"""Bytes of the page of 83 regions."""


def page_of(folder: Path, changes: Mapping[str, str | None] | None = None) -> str:
    return html_page(publication_of_islands(folder, changes)).decode()


def ids_in(page: str) -> list[str]:
    return re.findall(r'<[^>]*?\bid="?([\w-]+)"?', page)


def test_the_page_of_the_real_edition_is_small(real: BookletContent) -> None:
    assert len(html_page(real)) < LARGEST


def test_every_address_is_given_once_and_every_link_leads_somewhere(real: BookletContent) -> None:
    page = html_page(real).decode()
    ids = ids_in(page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="?#([\w-]+)', page)) - set(ids) == set()


def test_every_region_and_every_event_has_an_address(real: BookletContent) -> None:
    ids = set(ids_in(html_page(real).decode()))
    events = {event.id for region in real.regions for project in region.projects for event in project.events}
    printed = {
        f"e-{event}" for region in real.regions for line in (*region.before, *region.since) for event in line.events
    }
    assert {f"r-{region.id}" for region in real.regions} <= ids
    assert printed <= ids
    assert {f"e-{event}" for event in events} <= ids


def test_only_the_pages_own_script_and_style_count(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy.startswith("default-src &#39;none&#39;;")
    for part, pattern in (("script-src", r"<script>(.*?)</script>"), ("style-src", r"<style>(.*?)</style>")):
        (text,) = re.findall(pattern, page, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{part} &#39;sha256-{digest}&#39;" in policy
    assert re.findall(r'\b(?:src|srcset|action|style|onclick)="', page) == []


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    page = page_of(tmp_path, HOSTILE_FILES)
    assert "<img" not in page
    assert page.count("</script>") == 2
    assert "49" not in re.findall(r"<title>(.*?)</title>", page)[0]
    shown = "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; =1+1 [b]*c*|d&amp;e␛[31m {{ 7*7 }}"
    assert page.count(shown) >= 4


def test_the_words_of_a_booklet_are_markdown_without_html(tmp_path: Path) -> None:
    page = page_of(
        tmp_path, {"2026/booklet.yaml": "comment: '*a* <b>c</b> [d](javascript:alert) [e](https://e.org)'\n"}
    )
    assert '<em>a</em> &lt;b&gt;c&lt;/b&gt; [d](javascript:alert) <a href="https://e.org">e</a>' in page


def test_without_tiles_there_is_no_map_and_without_previous_edition_there_are_no_moves(tmp_path: Path) -> None:
    without = {"regions.yaml": "north: {name: North Island}\nsouth: {name: South Island}\n",
               "2026/edition.yaml": None, "2026/north.yaml": None, "2026/south.yaml": None, "2026/booklet.yaml": None}  # fmt: skip
    page = page_of(tmp_path, without)
    assert 'id="map"' not in page
    assert 'id="moves"' not in page
    assert "North Island" in page


def test_every_table_of_a_first_edition_has_two_columns(tmp_path: Path) -> None:
    first = {name: None for name in ISLANDS if name.startswith("2026/")}
    page = page_of(tmp_path, first)
    heads = re.findall(r'<table class="printed">.*?<thead><tr>(.*?)</tr>', page)
    assert len(heads) == 3
    assert all(
        re.findall("<th[^>]*>(.*?)</th>", head) == ["Region, score", "Events by the end of 2025"] for head in heads
    )


def test_the_state_of_a_draft_is_said(tmp_path: Path) -> None:
    draft = {"2026/edition.yaml": "title: Second\nperiod: 2026\ncutoff: 2026-12-31\nstate: draft\nprevious: 2025\n"}
    assert '<span class="state draft">draft</span>' in page_of(tmp_path, draft)


def test_an_english_rating_gets_an_english_page(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    assert '<html lang="en">' in page
    script = page.index("<script")
    assert re.findall("[а-яё]", page[:script], flags=re.IGNORECASE) == []


def test_what_the_script_knows_is_json(tmp_path: Path) -> None:
    publication = publication_of_islands(tmp_path)
    page = html_page(publication, [("Haier", "Хайер", "Blue Ocean"), ("Other", "Another"), (HOSTILE, "Works")]).decode()
    values = json.loads(re.findall(r'id="config">(.*?)</script>', page)[0])
    assert values["editions"] == ["2025", "2026"]
    assert values["kinds"] == ["construction_start", "delay", "statement", "talks", "visit"]


@pytest.mark.parametrize(
    "heading", ["Map", "What moved", "All regions", "Trends", "Method", "Region by region", "Notes"]
)
def test_each_part_has_its_heading(heading: str, tmp_path: Path) -> None:
    assert f"<h2>{heading}</h2>" in page_of(tmp_path)
