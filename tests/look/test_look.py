"""The look: the ribbon's cells counted by hand, contrast of the tokens, style sheets that old browsers read."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

import gongkai.look
from gongkai import law
from gongkai.law.deadlines import Pause
from gongkai.look.days import cells

FOLDER = Path(gongkai.look.__file__).parent
SHEETS = sorted((FOLDER / "static" / "look").glob("*.css"))
NINGXIA = law.for_province("ningxia")
# Formed on Monday 17 January 2022. 国办发明电〔2021〕11号：1月31日至2月6日放假，1月29日、30日上班。
DEADLINE = law.deadline(law.DISCLOSURE, start=date(2022, 1, 17), workdays=NINGXIA)


def drawn(source: str, **context: object) -> str:
    return Template("{% load look %}" + source).render(Context(context))


def test_the_ribbon_numbers_counted_days_and_names_days_off():
    by_day = {cell.on: cell for cell in cells(DEADLINE, date(2022, 1, 20))}
    assert len(by_day) == 32  # 17 January to 17 February
    assert by_day[date(2022, 1, 17)].kinds == ("first",)
    assert by_day[date(2022, 1, 18)].tells == "1"
    assert by_day[date(2022, 1, 20)].kinds == ("counted", "today")
    assert by_day[date(2022, 1, 22)].kinds == ("off",)
    assert (by_day[date(2022, 1, 29)].kinds, by_day[date(2022, 1, 29)].tells) == (("counted", "made-up"), "班10")
    assert (by_day[date(2022, 2, 1)].kinds, by_day[date(2022, 2, 1)].tells) == (("off",), "春节")
    assert by_day[date(2022, 2, 1)].month == "2月"
    assert (by_day[date(2022, 2, 17)].kinds, by_day[date(2022, 2, 17)].tells) == (("last",), "20止")


def test_paused_days_are_marked_apart_from_holidays():
    pause = Pause(date(2022, 1, 24), date(2022, 1, 28), "征求意见")
    held = law.deadline(law.DISCLOSURE, start=date(2022, 1, 17), workdays=NINGXIA, pauses=[pause])
    paused = [cell.on.day for cell in cells(held) if "paused" in cell.kinds]
    assert paused == [24, 25, 26, 27, 28]


def test_the_ribbon_says_its_working_in_words_and_cites_the_law():
    markup = drawn("{% ribbon deadline %}", deadline=DEADLINE)
    assert "1月31日—2月6日 春节放假，不计" in markup
    assert "《条例》第二十六条" in markup
    assert 'role="img"' in markup
    assert "到2022年2月17日为止" in markup


def test_the_chain_says_how_many_working_days_it_took():
    links = [
        SimpleNamespace(label="信息形成", on=date(2022, 1, 17), where="民生服务中心", at=None),
        SimpleNamespace(label="发布", on=date(2022, 1, 19), where="柳溪乡人民政府", at=None),
    ]
    markup = drawn("{% chain links deadline %}", links=links, deadline=DEADLINE)
    assert "用时 2 个工作日" in markup
    assert "应于2022年2月17日前公开" in markup
    assert markup.index("信息形成") < markup.index("发布")


def test_a_lamp_without_words_is_refused():
    assert drawn("{% lamp 'leaf' '在期限内' %}") == '<span class="lamp lamp-leaf">在期限内</span>'
    with pytest.raises(ValueError, match="灯旁须有文字"):
        drawn("{% lamp 'leaf' '' %}")


def test_no_part_needs_inline_style_or_script():
    parts = drawn("{% ribbon deadline %}{% seal %}", deadline=DEADLINE) + render_to_string(
        "look/demo.html", {"demo": 1}
    )
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", parts)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_style_sheets_use_only_what_chromium_86_reads(sheet):
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    for newer in (":has(", ":is(", ":where(", "inset:", "aspect-ratio", "color-mix(", "@layer", "@container", "margin-inline:", "padding-inline:", "dvh", "svh"):  # fmt: skip
        assert newer not in text
    assert "http" not in text.replace('[href^="http"]', "")


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.1."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_at_least_four_and_a_half_for_every_text_on_its_ground():
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (FOLDER / "static/look/tokens.css").read_text()))
    pairs = [
        (text, ground) for text in ("ink", "ink-2", "indigo", "seal") for ground in ("paper", "card", "wash", "desk")
    ]
    pairs += [("leaf", "leaf-2"), ("amber", "amber-2"), ("seal", "seal-2"), ("indigo", "indigo-2")]
    for text, ground in pairs:
        assert contrast(tokens[text], tokens[ground]) >= 4.5, (text, ground)
    for ground in ("indigo", "night", "night-2", "seal"):
        assert contrast("#ffffff", tokens[ground]) >= 4.5
    for text, ground in (
        ("#665f52", "#f6f3ec"),
        ("#665f52", "#e9e3d6"),
        ("#734b00", "#f8efdc"),
        ("#8f2019", "#f8e9e6"),
    ):
        assert contrast(text, ground) >= 4.5
