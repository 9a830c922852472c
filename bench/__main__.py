"""`make bench`, or `python -m bench NAME …`: every measurement, or those named, one after the other."""

import subprocess
import sys

NAMES = ("law", "screening", "reports", "ledger", "audit", "acts", "annual", "pages", "stopped")


def main(names: list[str]) -> int:
    """Run the measurements named, all if none is. Returns 2 for a name that there is not."""
    if unknown := [name for name in names if name not in NAMES]:
        print(f"没有这项测量：{'、'.join(unknown)}（可用：{'、'.join(NAMES)}）", file=sys.stderr)
        return 2
    for name in names or NAMES:
        print(f"—— {name} ——", flush=True)
        if failed := subprocess.call(
            [sys.executable, "-m", f"bench.{name}"]
        ):  # a process each: databases and homes differ
            return failed
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
