"""The blind set is frozen: its digest stands in BLIND.md, and its generator writes it again."""

import hashlib
import json
import pathlib

from screening.labelled import blind_templates

HERE = pathlib.Path(__file__).parent / "labelled"
LINES = [json.loads(line) for line in (HERE / "blind.jsonl").read_text(encoding="utf-8").split("\n") if line]


def test_the_set_is_the_one_whose_digest_was_written_down():
    digest = hashlib.sha256((HERE / "blind.jsonl").read_bytes()).hexdigest()
    assert digest in (HERE / "BLIND.md").read_text(encoding="utf-8")


def test_the_generator_writes_the_set_byte_for_byte():
    assert blind_templates.written().encode() == (HERE / "blind.jsonl").read_bytes()


def test_every_label_is_of_a_known_kind_inside_its_line_and_apart_from_the_next():
    for line in LINES:
        at = 0
        for kind, start, end in line["labels"]:
            assert kind in blind_templates.KINDS
            assert at <= start < end <= len(line["text"]), line
            assert line["text"][start:end] == line["text"][start:end].strip(), line
            at = end


def test_no_line_stands_twice_and_nearly_half_hold_nothing():
    assert len({line["text"] for line in LINES}) == len(LINES) >= 1300
    assert 0.43 < sum(not line["labels"] for line in LINES) / len(LINES) < 0.48
