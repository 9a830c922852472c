"""Running `gongkai law` in tests."""

import json

import pytest

from gongkai.cli.main import main


@pytest.fixture
def run(capsys):
    """Run a command line; exit code, output, errors."""

    def call(line: str) -> tuple[int, str, str]:
        try:
            code = main(["law", *line.split()])
        except SystemExit as stop:
            code = int(stop.code or 0)
        done = capsys.readouterr()
        return code, done.out, done.err

    return call


@pytest.fixture
def answer(run):
    """The JSON of a command that succeeds."""

    def call(line: str):
        code, out, err = run(f"{line} --json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return call
