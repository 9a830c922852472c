"""The unseen set is frozen: its digest stands in UNSEEN.md, and its generator writes it again."""

import hashlib
import json
import pathlib

from screening.labelled import unseen

HERE = pathlib.Path(__file__).parent / "labelled"
LINES = [json.loads(line) for line in (HERE / "unseen.jsonl").read_text(encoding="utf-8").split("\n") if line]


def test_the_set_is_the_one_whose_digest_was_written_down():
    digest = hashlib.sha256((HERE / "unseen.jsonl").read_bytes()).hexdigest()
    assert digest in (HERE / "UNSEEN.md").read_text(encoding="utf-8")


def test_the_generator_writes_the_set_byte_for_byte():
    assert unseen.written().encode() == (HERE / "unseen.jsonl").read_bytes()


def test_every_label_is_of_a_known_kind_inside_its_line_and_apart_from_the_next():
    for line in LINES:
        at = 0
        for kind, start, end in sorted((*line["labels"], *line.get("office", ())), key=lambda span: span[1]):
            assert kind in set(unseen.KINDS.values())
            assert at <= start < end <= len(line["text"]), line
            assert line["text"][start:end] == line["text"][start:end].strip(), line
            at = end


def test_no_line_stands_twice_and_a_third_hold_nothing():
    assert len({line["text"] for line in LINES}) == len(LINES) >= 1200
    assert sum(not line["labels"] and "office" not in line for line in LINES) >= 450
