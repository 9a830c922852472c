"""Log lines as JSON, without what people typed: no query strings, no bodies, no SQL parameters."""

import json
import logging
import re
import traceback

DETAIL = re.compile(r"(DETAIL|CONTEXT):.*", re.DOTALL)  # PostgreSQL repeats the failing row there
QUERY = re.compile(r"\?\S*")
DIGITS = re.compile(r"\d{7,}")


def cleaned(text: str) -> str:
    """`text` without query strings, database details and long runs of digits."""
    return DIGITS.sub("…", QUERY.sub("?…", DETAIL.sub("", text))).strip()


class Lines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, error number if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname,
            "logger": record.name,
            "message": cleaned(record.getMessage()),
        }
        if number := getattr(record, "number", None):
            line["number"] = number
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-6:]
            line["trace"] = [f"{frame.filename.rsplit('/gongkai/', 1)[-1]}:{frame.lineno}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)
