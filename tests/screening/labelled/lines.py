"""Lines with their labels: a template names what goes in; what went in is the label."""

import re

from screening.labelled import numbers as n

TAGGED = "|".join(
    f"<{kind}>.*?</{kind}>" for kind in ("address", "health", "minor", "mobile", "passport", "secrecy_mark")
)
FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")


class Line:
    """A text and its labels: (kind, start, end)."""

    def __init__(self):
        self.text, self.labels = "", []

    def add(self, words, kind=None):
        if kind:
            self.labels.append([kind, len(self.text), len(self.text) + len(words)])
        self.text += words


def dressed(r, number, dress):
    """`number` as people write it."""
    if not dress or dress == "plain":
        return number
    if dress == "wide":
        return number.translate(n.WIDE)
    if dress == "chinese":
        return number.translate(n.CHINESE)
    if dress == "zero":
        return number.translate(n.CHINESE_ZERO)
    if dress == "formal":
        return number.translate(n.FORMAL)
    if dress == "spaces":
        return " ".join(number)
    if dress == "cells":
        return "\t".join(number)
    if dress == "bars":
        return " | ".join(number)
    if dress == "zwsp":
        return n.split_somewhere(r, n.split_somewhere(r, number, "\u200b"), "\u200d")
    if dress == "line":
        return n.split_somewhere(r, number, "\n")
    if dress == "fours":
        return n.cut(number, *(4,) * ((len(number) - 1) // 4))
    if dress == "hyphens":
        return n.cut(number, *(4,) * ((len(number) - 1) // 4), sep="-")
    if dress == "six":  # identity numbers: region, birth, rest
        return n.cut(number, 6, 8)
    if dress == "sixes":
        return n.cut(number, 6, 8, sep="-")
    if dress == "phone":
        return n.cut(number, 3, 4)
    if dress == "phones":
        return n.cut(number, 3, 4, sep="-")
    if dress == "dots":
        return n.cut(number, 3, 4, sep=".")
    raise ValueError(dress)


def made(r, field):
    """What a field of a template stands for: its words and the kind that they are, or None for no kind."""
    year, month, day = n.birth(r, 1935, 2004)
    match field:
        case "id":
            return n.identity(r), "id_number"
        case "idx":
            while not (number := n.identity(r)).endswith("X"):
                pass
            return number, "id_number"
        case "old":
            return n.old_identity(r), "id_number"
        case "mobile":
            return n.mobile(r), "mobile"
        case "landline":
            return n.landline(r), "landline"
        case "landdash":
            return n.landline(r, "—"), "landline"
        case "landparen":
            number = n.landline(r)
            return f"（{number.replace('-', '）')}", "landline"
        case "local":
            return str(r.randrange(2, 9)) + n.digits(r, 6), "landline"
        case "card":
            return n.card(r), "bank_card"
        case "card19":
            return n.card(r, 19), "bank_card"
        case "passport":
            return "E" + n.digits(r, 8), "passport"
        case "permit":
            return n.draw(r, "HMC") + n.digits(r, 8), "passport"
        case "email":
            user = n.draw(r, ("zhang.li", "liu_2008", "wangfang", "b-chen", "yuqing77", "hr01"))
            return f"{user}@{n.draw(r, ('example.com', 'example.org', 'mail.example.cn', 'example.net'))}", "email"
        case "name":
            return n.name(r), "name"
        case "nobody":
            return n.name(r), None
        case "birth":
            return f"{year}年{month}月{day}日", "birth_date"
        case "birthdots":
            return f"{year}.{month:02}.{day:02}", "birth_date"
        case "birthdash":
            return f"{year}-{month:02}-{day:02}", "birth_date"
        case "uscc":
            return n.social_credit(r), None
        case "date":
            return f"20{r.randrange(10, 27)}年{month}月{day}日", None
        case "count":
            return str(r.randrange(1, 900)), None
        case "amount":
            return f"{r.randrange(1000, 99999999)}.{r.randrange(100):02}", None
        case "commas":
            return f"{r.randrange(10**4, 10**10):,}", None
        case (
            "d4"
            | "d5"
            | "d6"
            | "d7"
            | "d8"
            | "d9"
            | "d10"
            | "d11"
            | "d12"
            | "d13"
            | "d14"
            | "d16"
            | "d18"
            | "d19"
            | "d20"
        ):
            return str(r.randrange(1, 10)) + n.digits(r, int(field[1:]) - 1), None
        case "like":  # eleven digits like a mobile number
            return n.mobile(r), None
        case "bad":  # an identity number whose check is wrong
            number = n.identity(r)
            return number[:17] + n.draw(r, [c for c in "0123456789X" if c != number[17]]), None
        case "badcard":
            number = n.card(r)
            return number[:-1] + str((int(number[-1]) + r.randrange(1, 9)) % 10), None
        case "stamp":
            return (
                f"20{r.randrange(10, 27)}{month:02}{day:02}{r.randrange(24):02}{r.randrange(60):02}{r.randrange(60):02}",
                None,
            )
    raise ValueError(field)


def line(r, template):
    """One line of a template. `{kind:dress}` is filled and labelled, `<kind>…</kind>` labels words as they stand."""
    out = Line()
    for part in re.split(rf"(\{{\w+(?::\w+)?\}}|{TAGGED})", template, flags=re.DOTALL):
        if match := FIELD.fullmatch(part):
            words, kind = made(r, match[1])
            out.add(dressed(r, words, match[2]), kind)
        elif re.fullmatch(TAGGED, part, re.DOTALL) and (match := re.fullmatch(r"<(\w+)>(.*)</\1>", part, re.DOTALL)):
            start = len(out.text)
            inner = line(r, match[2])
            out.text += inner.text
            out.labels += [[k, a + start, b + start] for k, a, b in inner.labels]
            out.labels.append([match[1], start, len(out.text)])
        else:
            out.add(part)
    return out


def lines(seed, templates, each):
    """`each` lines of every template (or as many as the template's own count), in a fixed order."""
    r = n.rng(seed)
    result = []
    for template in templates:
        count, words = template if isinstance(template, tuple) else (each, template)
        for _ in range(count):
            made_line = line(r, words)
            result.append({"text": made_line.text, "labels": made_line.labels})
    return result
