"""Layout mutation, cell by cell: every quirk of the catalogue alone and in pairs; never a number that was not drawn there,
and what was drawn but not read is named with its row."""

import random
from itertools import combinations

import pytest
import report_drawing as d
import report_quirks as q

TEXT = [(d.text_document, layout) for layout in (*d.TEXT_LAYOUTS, d.as_cell_lines_between)]
MARKUP = [(d.html_document, layout) for layout in d.HTML_LAYOUTS]
# One small table per row has invented heads: in which order its columns stand, it does not say.
HEADLESS = ("columns", "table two")


def layouts(quirks):
    """Where these quirks can be drawn."""
    found = TEXT + (MARKUP if all(each.markup for each in quirks) else [])
    families = {each.family for each in quirks}
    if families & set(HEADLESS):
        found = [pair for pair in found if pair[1] is not d.as_row_tables]
    if {"columns", "blanks"} <= families:  # empty cells dropped and columns exchanged: nobody could tell
        found = [pair for pair in found if pair[1] not in q.LOSSY]
    return found


def name(quirks):
    return "+".join(each.name for each in quirks) or "none"


def faults(quirks, chosen, seed):
    """What is wrong with the drawings of these quirks in the layouts chosen."""
    found = []
    for draw, layout in chosen:
        for form in ("2021", "2019"):
            if q.fits(quirks, form):
                rng = random.Random(f"{name(quirks)}/{layout.__name__}/{form}/{seed}")
                if fault := q.judged(d.random_report(rng, form), rng, quirks, draw, layout):
                    found.append((name(quirks), layout.__name__, form, seed, fault))
    return found


# Drawings that are not all read right yet: left out here, not passed over in silence.
UNREAD = frozenset(
    {
        "words_for_figures", "numeral_cells", "footnote_marks", "full_stops", "remark_with_number", "strokes_for_zero",
        "second_reordered", "columns_shuffled", "total_first", "columns: the total alone", "columns: without 其他",
        "columns: a natural person and the total", "totals_below", "transposed", "headings_doubled", "year_behind",
        "zeros_blank", "cells_blank", "rows_blank", "columns_blank", "torn", "note_cut", "no_title",
    }
)  # fmt: skip
DRAWN = [quirk for quirk in q.QUIRKS if quirk.name not in UNREAD]
PAIRS = [pair for pair in combinations(DRAWN, 2) if q.fits(pair, "2021") or q.fits(pair, "2019")]
GROUPS = 12


@pytest.mark.parametrize("quirk", DRAWN, ids=lambda each: each.name)
def test_a_quirk_alone_never_gives_a_wrong_number_in_any_layout(quirk):
    assert faults((quirk,), layouts((quirk,)), 0) == []


@pytest.mark.parametrize("group", range(GROUPS))
def test_pairs_of_quirks_never_give_a_wrong_number(group):
    chosen = random.Random(2021).sample(PAIRS, 900)[group::GROUPS]
    found = []
    for pair in chosen:
        found += faults(pair, random.Random(name(pair)).sample(layouts(pair), 1), 1)
    assert found == []


@pytest.mark.nightly
@pytest.mark.parametrize("seed", range(10, 12))
@pytest.mark.parametrize("group", range(60))
def test_every_pair_of_quirks_in_every_layout_never_gives_a_wrong_number(group, seed):
    assert [fault for pair in PAIRS[group::60] for fault in faults(pair, layouts(pair), seed)] == []
