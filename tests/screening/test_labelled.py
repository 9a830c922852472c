"""Precision and recall over the labelled lines. The frozen half was written before the tuning and may not change."""

import hashlib

import pytest
from screening.labelled import measure

from gongkai.screening.model import KINDS
from gongkai.screening.text import screen_text

FROZEN = "14c0b32816d58155ed6b8f378ae4d99cc9b72f793e2136f7c05dc2f190477d15"


def test_the_frozen_half_is_as_it_was_written():
    assert hashlib.sha256((measure.FOLDER / "frozen.jsonl").read_bytes()).hexdigest() == FROZEN


def test_there_are_two_thousand_lines_and_half_of_them_frozen():
    frozen, tuned = (len(measure.lines(half)) for half in measure.HALVES)
    assert frozen + tuned >= 2000
    assert frozen >= (frozen + tuned) / 2


@pytest.mark.parametrize("half", [*measure.HALVES, measure.BLIND, measure.UNSEEN])
def test_numbered_kinds_reach_98_percent_both_ways(half):
    counts, _ = measure.measured(measure.lines(half), screen_text)
    for kind in measure.NUMBERED:
        labels, found, findings, right = counts[kind]
        assert labels >= 6
        assert found / labels >= 0.98, kind
        assert right / findings >= 0.98, kind


@pytest.mark.parametrize("half", [*measure.HALVES, measure.BLIND, measure.UNSEEN])
def test_kinds_told_by_words_reach_95_percent_both_ways(half):
    counts, _ = measure.measured(measure.lines(half), screen_text)
    for kind in counts.keys() - set(measure.NUMBERED):
        labels, found, findings, right = counts[kind]
        assert found / labels >= 0.95, kind
        assert right / findings >= 0.95, kind


def test_every_kind_of_text_is_labelled():
    labelled = {label[0] for half in measure.HALVES for row in measure.lines(half) for label in row["labels"]}
    assert labelled == KINDS.keys() - {"location", "metadata"}


def test_the_manual_shows_what_is_measured():
    from pathlib import Path

    manual = (Path(__file__).parents[2] / "docs/screening.md").read_text(encoding="utf-8")
    for half in (*measure.HALVES, measure.BLIND, measure.UNSEEN):
        counts, _ = measure.measured(measure.lines(half), screen_text)
        assert measure.table(counts) in manual
