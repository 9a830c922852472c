#!/usr/bin/env bash
# `pip install gongkai` 不带 [site]：law、reports、screening 能用，没有 Django。
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=.venv/bin/python
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lib.txt
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps .
cd "$folder"
venv/bin/python - <<'CODE'
import importlib.util

assert importlib.util.find_spec("django") is None, "程序库不应带上 Django"
from datetime import date

from gongkai import law, reports, screening  # noqa: F401

assert law.add_workdays(date(2022, 9, 30), 20) == date(2022, 11, 2)
CODE
venv/bin/gongkai --version
venv/bin/gongkai law --help >/dev/null
venv/bin/gongkai verify --help >/dev/null
