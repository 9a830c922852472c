#!/usr/bin/env bash
# 测试要用的 Debian 软件包（debian-packages.txt）：有权限就装上，没有就给出那一行命令。
set -euo pipefail
cd "$(dirname "$0")/.."
missing=()
while read -r name; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
done < <(sed 's/#.*//; /^\s*$/d; s/\s*$//' debian-packages.txt)
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "正在安装软件包：${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
else
    echo "测试还缺软件包，请先运行：sudo apt install ${missing[*]}" >&2
    exit 1
fi
