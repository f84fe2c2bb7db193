"""The page in a real browser: nothing is asked of any other place, and everything works."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import EDITIONS, Outcome
from playwright.sync_api import Browser, BrowserContext, Page
from ruamel.yaml import YAML

from ratingctl.cli.app import run

pytestmark = pytest.mark.browser


class Watched(NamedTuple):
    """A page with what it asked for and what it said."""

    page: Page
    requests: list[str]
    messages: list[str]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the real edition."""
    path = tmp_path_factory.mktemp("page") / "rating.html"
    assert run(["--root", str(EDITIONS), "report", "2026", "-o", str(path)]) == 0
    return path.as_uri()


@pytest.fixture(scope="module")
def file_of_few(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page with one region of every score that the real edition has: every colour and every part."""
    root = tmp_path_factory.mktemp("few") / "editions"
    shutil.copytree(EDITIONS, root, ignore=shutil.ignore_patterns(".ratingctl"))
    pages = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / "2026").glob("*.yaml"))}
    scores = {match[1]: region for region, text in pages.items() if (match := re.search(r"^score: (\d+)", text, re.M))}
    for path in root.glob("202[56]/*.yaml"):
        if path.stem not in {*scores.values(), "edition", "booklet"}:
            path.unlink()
    register = YAML(typ="safe").load(root / "regions.yaml")
    kept = {region: row for region, row in register.items() if region in scores.values()}
    (root / "regions.yaml").write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    assert len(kept) > 7
    assert run(["--root", str(root), "report", "2026", "-o", str(root.parent / "few.html")]) == 0
    return (root.parent / "few.html").as_uri()


@pytest.fixture(scope="module")
def shared_page(browser: Browser, file: str) -> Iterator[Page]:
    """The page of the real edition, which takes long to load."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file)
    yield page
    context.close()


@pytest.fixture
def page(shared_page: Page) -> Page:
    """The page as it was opened: nothing searched, filtered or sorted."""
    shared_page.emulate_media(media="screen")
    shared_page.get_by_role("button", name="Сбросить").click()
    shared_page.locator("#m-now").check()
    return shared_page


@pytest.fixture
def open_page(browser: Browser, file: str) -> Iterator[Callable[..., Watched]]:
    """Opens the page with options of a browser's context: width, colour scheme, scripts."""
    contexts: list[BrowserContext] = []

    def opened(hash_: str = "", address: str = file, **settings: object) -> Watched:
        context = browser.new_context(offline=True, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        watched = Watched(context.new_page(), [], [])
        watched.page.on("request", lambda request: watched.requests.append(request.url))
        watched.page.on("console", lambda message: watched.messages.append(message.text))
        watched.page.on("pageerror", lambda error: watched.messages.append(str(error)))
        watched.page.goto(address + hash_)
        return watched

    yield opened
    for context in contexts:
        context.close()


def regions_shown(page: Page) -> list[str]:
    shown: list[str] = page.eval_on_selector_all(
        "#list tbody tr", "rows => rows.filter(row => !row.hidden).map(row => row.dataset.r)"
    )
    return shown


def test_nothing_is_asked_of_any_other_place_and_nothing_is_complained_of(
    open_page: Callable[..., Watched], file: str
) -> None:
    page, requests, messages = open_page()
    page.fill("#q", "Хайер")
    page.get_by_role("button", name="Сбросить").click()
    page.locator("#m-chg").check()
    assert (requests, messages) == ([file], [])


def test_the_map_shows_every_region_now_before_and_the_change(page: Page) -> None:
    tile = page.locator(".tiles a[href='#r-tver']")
    assert page.locator(".tiles a").count() == 83
    shown = []
    for choice in ("#m-now", "#m-prev", "#m-chg"):
        page.locator(choice).check()
        shown.append(
            tile.locator(".v").evaluate(
                "text => [...text.children].filter(part => getComputedStyle(part).display !== 'none').map(part => part.textContent).join()"
            )
        )
    assert shown == ["3", "5", "−2"]


@pytest.mark.parametrize("asked", ["Хайер", "haier", "каникурган", "заводами", "уксусная кислота", "Muravlenko"])
def test_the_search_finds_what_find_finds(asked: str, page: Page, ratingctl: Callable[..., Outcome]) -> None:
    page.fill("#q", asked)
    matches = json.loads(ratingctl("--root", EDITIONS, "find", asked, "-f", "json").out)["matches"]
    assert set(regions_shown(page)) == {match["region"] for match in matches}


def test_the_search_knows_names_that_are_one(page: Page) -> None:
    page.fill("#q", "Хавейл")
    assert "tula" in regions_shown(page)


def test_a_region_is_found_by_any_of_its_names(page: Page) -> None:
    page.fill("#q", "Приангарье")
    assert "irkutsk" in regions_shown(page)


def test_the_list_sorts_by_a_click_and_keeps_it_in_the_address(page: Page) -> None:
    page.get_by_role("button", name="Изм.").click()
    assert regions_shown(page)[0] in ("komi", "kurgan", "chukotka", "kemerovo", "astrakhan")
    page.get_by_role("button", name="Изм.").click()
    assert regions_shown(page)[0] == "tver"
    page.select_option("#d", "ЦФО")
    assert page.url.endswith("#d=%D0%A6%D0%A4%D0%9E&sort=change-up")


def test_an_address_brings_back_what_was_searched_filtered_and_sorted(open_page: Callable[..., Watched]) -> None:
    page = open_page("#t=high&sort=name-up&d=УФО").page
    assert regions_shown(page) == ["tyumen", "yamal"]
    assert page.input_value("#t") == "high"
    page.get_by_role("button", name="Сбросить").click()
    page.wait_for_function("document.querySelectorAll('#list tbody tr:not([hidden])').length === 83")
    assert "#" not in page.url


def test_the_address_of_an_event_leads_to_its_line(open_page: Callable[..., Watched]) -> None:
    page = open_page("#e-amur-3bhf5").page
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top < innerHeight")


@pytest.mark.parametrize("colour_scheme", ["light", "dark"])
def test_a_page_has_no_fault_that_axe_knows(
    colour_scheme: str, open_page: Callable[..., Watched], file_of_few: str
) -> None:
    page = open_page(address=file_of_few, color_scheme=colour_scheme).page
    violations = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"][:120], len(fault["nodes"])) for fault in violations] == []


def test_nothing_sticks_out_of_a_phone(open_page: Callable[..., Watched]) -> None:
    page = open_page(viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_without_scripts_everything_can_be_read(open_page: Callable[..., Watched]) -> None:
    page = open_page(java_script_enabled=False).page
    assert page.locator("#list tbody tr").count() == 83
    assert page.locator(".printed tbody tr").count() == 83
    assert page.locator("#r-tula").inner_text().startswith("Тульская область")
    assert not page.locator("#filters").is_visible()
    assert not page.locator("#download").is_visible()
    with page.expect_download() as download:
        page.locator("#scores").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert download.value.suggested_filename == "rating-2026.csv"
    assert (len(rows), {row["Id"]: row["2026"] for row in rows}["tver"]) == (83, "3")
    page.locator("#m-chg").check()
    assert page.locator(".tiles a[href='#r-tver'] .chg").is_visible()


def test_paper_has_every_region_whatever_the_screen_shows(open_page: Callable[..., Watched], tmp_path: Path) -> None:
    page = open_page("#t=low&sort=name-up").page
    pdf = page.pdf(path=tmp_path / "x.pdf", prefer_css_page_size=True, tagged=True, outline=True)
    assert 40 < len(re.findall(rb"/Type\s*/Page\b", pdf)) < 120
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(regions_shown(page)) == 83
    assert regions_shown(page)[0] == "amur"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(regions_shown(page)) == 23


def test_paper_repeats_the_heads_of_tables(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('#list thead')).position") == "static"
    assert page.evaluate("getComputedStyle(document.querySelector('#list thead button')).display") == "contents"
    assert page.evaluate("getComputedStyle(document.querySelector('.printed thead')).display") == "table-header-group"


def test_the_data_can_be_had_as_a_file(page: Page) -> None:
    with page.expect_download() as download:
        page.locator("#download").click()
    data = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert download.value.suggested_filename == "rating-2026.json"
    assert len(data["regions"]) == 83
    tver = next(region for region in data["regions"] if region["region"] == "tver")
    assert tver["scores"] == {"2025": 5, "2026": 3}
    assert {project["status"] for region in data["regions"] for project in region["projects"]} <= {
        "announced", "committed", "underway", "delivered", "suspended", "cancelled", "relocated", "ceased",
    }  # fmt: skip
    events = [event for region in data["regions"] for project in region["projects"] for event in project["events"]]
    assert all(event["kind"] and event["text"] for event in events)


def test_a_region_tells_on_the_screen_what_its_table_tells(page: Page) -> None:
    assert (
        page.locator("#r-tver .facts details").first.locator("p").all_inner_texts()
        == page.locator("#t-tver td:nth-child(3) p").all_inner_texts()
    )
