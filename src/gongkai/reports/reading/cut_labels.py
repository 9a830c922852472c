"""Labels of table three that figures cut in two, or that other labels run through: the whole text of the table is read as
one string with marks where figures stand, and the form's labels are sought in it in their order.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from gongkai.law.report_form import FORM_2021
from gongkai.reports.reading import labels
from gongkai.reports.reading.words import compact

MAX_TEXT, MAX_GAP = 6_000, 60_000  # characters; characters of a gap times characters of the labels sought in it
NUMBERS = re.compile(r"(?:\(?[一二三四五六七八][)、.]*|[1-8][.、]?)$")
ENOUGH = 0.6  # of a label's characters: what is less is no label
ROWS = {row.key: row for row in FORM_2021.requests}
WHOLE = {row.key: compact(row.label) for row in FORM_2021.requests}
OWN = {row.key: re.sub(r"\(区分.*|、行政机关不再处理.*", "", compact(row.label)) for row in FORM_2021.requests}


@dataclass(slots=True)
class Found:
    """A label in the whole text, from its numbering on."""

    key: str
    start: int
    end: int


def found_in(text: str) -> list[Found]:
    """The labels of the whole text, each once, in the form's order."""
    if len(text) > MAX_TEXT:
        return []
    result: list[Found] = []
    for key, start, end in labels.request_labels(text):
        number = (
            None if text[start] in "(1234567890一二三四五六七八" else NUMBERS.search(text, max(0, start - 3), start)
        )
        begin = number.start() if number else start
        whole = WHOLE.get(key, "")
        result.append(Found(key, begin, begin + len(whole) if whole and text.startswith(whole, begin) else end))
    kept = rising(result)
    return with_gaps(text, kept)


def rising(found: list[Found]) -> list[Found]:
    """The longest run of labels that stand in the form's order; what is out of it is no label of its row."""
    best: list[tuple[int, int]] = []  # length of the run that ends here, where it comes from
    for n, each in enumerate(found):
        length, before = 1, -1
        for m in range(n):
            if labels.RANK[found[m].key] < labels.RANK[each.key] and best[m][0] + 1 > length:
                length, before = best[m][0] + 1, m
        best.append((length, before))
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    result: list[Found] = []
    while at >= 0:
        result.append(found[at])
        at = best[at][1]
    return result[::-1]


def with_gaps(text: str, found: list[Found]) -> list[Found]:
    """The labels found, and between each two those that are there misprinted, or with other words in between."""
    result: list[Found] = []
    low, begin = -1, 0
    for each in (*found, None):
        high, end = (labels.RANK[each.key], each.start) if each else (len(labels.ORDER), len(text))
        missing = labels.ORDER[low + 1 : high]
        if missing and end - begin >= 4:
            result += sought(text[begin:end], missing, begin)
        if each:
            result.append(each)
            low, begin = high, each.end
    return result


def sought(gap: str, missing: tuple[str, ...], offset: int) -> list[Found]:
    """Those of the labels that the gap spells, letter by letter in their order, whatever stands between."""
    wanted: list[tuple[str, str]] = []  # each letter with its row, "" for the heading of a group
    group = ""
    for key in missing:
        groups = ROWS[key].groups
        if len(groups) == 2 and groups[1] != group:
            group = groups[1]
            wanted += [("", letter) for letter in compact(group)]
        wanted += [(key, letter) for letter in OWN[key]]
    if len(gap) * len(wanted) > MAX_GAP:
        return []
    spans: dict[str, list[int]] = {}
    for n, at in spelled(gap, "".join(letter for _, letter in wanted)):
        spans.setdefault(wanted[n][0], []).append(at)
    return [
        Found(key, offset + spans[key][0], offset + spans[key][-1] + 1)
        for key in missing
        if len(spans.get(key, ())) >= max(3, ENOUGH * len(OWN[key]))
    ]


@lru_cache(maxsize=256)
def spelled(text: str, wanted: str) -> tuple[tuple[int, int], ...]:
    """Pairs (place in `wanted`, place in `text`) of the letters that an alignment of the two has in common.

    A letter in common counts 2; every stretch left out on either side costs 1, however long.
    """
    rows, columns = len(wanted) + 1, len(text) + 1
    low = float("-inf")
    common = [[0.0] * columns for _ in range(rows)]  # ends in a letter in common, or in nothing yet
    apart = [[0.0] * columns for _ in range(rows)]  # ends in a stretch left out
    for j in range(1, columns):
        common[0][j] = low
    for i in range(1, rows):
        letter = wanted[i - 1]
        above, here, left_out, left_here = common[i - 1], common[i], apart[i - 1], apart[i]
        here[0] = low
        for j in range(1, columns):
            before = above[j - 1] if above[j - 1] > left_out[j - 1] else left_out[j - 1]
            here[j] = before + 2 if letter == text[j - 1] else low
            left_here[j] = max(above[j] - 1, here[j - 1] - 1, left_out[j], left_here[j - 1])
    pairs: list[tuple[int, int]] = []
    i, j = rows - 1, columns - 1
    in_common = common[i][j] >= apart[i][j]
    while i and j:
        if in_common:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            in_common = common[i][j] >= apart[i][j]
            continue
        value = apart[i][j]
        if value == apart[i - 1][j]:
            i -= 1
        elif value == apart[i][j - 1]:
            j -= 1
        elif value == common[i - 1][j] - 1:
            i, in_common = i - 1, True
        else:
            j, in_common = j - 1, True
    return tuple(reversed(pairs))
