#!/usr/bin/env bash
# 建 .venv，按 requirements/ 里锁定的版本和摘要安装。已装好的立即返回；中断后可以再来。
# 用法：scripts/install.sh site|dev
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-site}
want=$(cat "requirements/$what.txt" pyproject.toml | sha256sum | cut -d' ' -f1)
for level in dev "$what"; do # dev holds all that site holds
    lock=$(cat "requirements/$level.txt" pyproject.toml | sha256sum | cut -d' ' -f1)
    [ "$(cat ".venv/installed-$level" 2>/dev/null)" = "$lock" ] && exit 0
done

python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$name && break; fi
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 或更新版本。请先运行：sudo apt install python3.11 python3.11-venv" >&2
    exit 1
fi

if command -v uv >/dev/null; then
    [ -x .venv/bin/python ] || uv venv --quiet --python "$python" .venv
    echo "正在安装（$what）……"
    uv pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$what.txt"
    uv pip install --quiet --python .venv/bin/python --no-deps -e .
else
    if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
        version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
        echo "本机的 Python 缺少 venv。请先运行：sudo apt install python$version-venv" >&2
        exit 1
    fi
    # A .venv that an interruption left without pip is made anew.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || { rm -rf .venv && "$python" -m venv .venv; }
    echo "正在安装（$what），第一次约需一两分钟……"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$what.txt"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
fi
echo "$want" >".venv/installed-$what"
