"""Writes one half of the labelled set: `python tests/screening/labelled/write.py frozen|tuned`, from the root."""

import json
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, "tests")

SEEDS = {"frozen": (20211101, 6), "tuned": (20260301, 6)}


def main(half):
    from screening.labelled.lines import lines

    seed, each = SEEDS[half]
    templates = import_module(f"screening.labelled.{half}_templates").TEMPLATES
    made = lines(seed, templates, each)
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in made)
    (Path(__file__).parent / f"{half}.jsonl").write_text(text, encoding="utf-8")
    print(len(made), "lines")


if __name__ == "__main__":
    main(sys.argv[1])
