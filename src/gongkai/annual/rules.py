"""Which rules of counting (口径, C1–C17) a figure follows: shown beside its records."""

from gongkai.law.counting import CountingRule, counting_rule

OF_ROW = {
    "received": ("C1", "C4", "C6", "C7", "C10"),
    "carried_in": ("C1", "C4", "C9"),
    "partially_granted": ("C2", "C3"),
    "unable.not_held": ("C2", "C11"),
    "unable.still_unclear": ("C2", "C5"),
    "other.clarification_lapsed": ("C2", "C5"),
    "other.other": ("C2", "C7", "C8"),
    "concluded": ("C2", "C12"),
    "carried_over": ("C4", "C9"),
}


def rules_of(key: str) -> tuple[CountingRule, ...]:
    """The rules that a figure follows; none for what is simply counted."""
    table, _, rest = key.partition("/")
    row = rest.partition("/")[0]
    if table == "stated":
        kind, _, name = row.partition(":")
        if kind == "appeal":
            table = "appeals"
        elif row in OF_ROW or kind == "outcome":
            table, row = "requests", name or row
    ids: tuple[str, ...] = ()
    if table == "requests":
        ids = OF_ROW.get(row, ("C2",))
    elif table == "appeals":
        ids = ("C13", "C14")
    elif table == "proactive":
        ids = ("C16",) if row == "行政规范性文件" else ("C15",)
    return tuple(counting_rule(each) for each in ids)
