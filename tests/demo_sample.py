"""A few pieces of each kind of the demonstration, quickly loaded."""

from datetime import UTC, datetime

from gongkai.cli.demo import story
from gongkai.cli.demo.wechat import Batch, Sent

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def sample():
    """A few of each: released, returned, corrected, taken down, with a file, standing, and all that waits."""
    whole = story.whole()
    kinds = {
        "returned": lambda p: any(a.do == "return" for a in p.acts),
        "corrected": lambda p: any(a.do == "correct" for a in p.acts),
        "withdrawn": lambda p: any(a.do == "withdraw" for a in p.acts),
        "file": lambda p: p.attach == "xlsx",
        "document": lambda p: p.fields["kind"] == "document",
        "other": lambda p: p.town == "dyz",
        "county": lambda p: p.town == "slq",
        "guide": lambda p: p.fields["kind"] == "guide",
        "report": lambda p: p.fields["kind"] == "annual_report",
    }
    chosen = [next(p for p in whole.pieces if fits(p)) for fits in kinds.values()]
    chosen += [p for p in whole.pieces if p.acts[-1].do not in ("release", "withdraw")]
    chosen += whole.pieces[40:43]
    pieces = [p for n, p in enumerate(chosen) if p not in chosen[:n]]
    first = whole.batches[0]
    relays = [row for row in first.rows if row.piece is None][:3]
    item = next(n for n, p in enumerate(pieces) if p.town == first.town and p.released_at)
    on = pieces[item].released_at.date()
    late = next(b for b in whole.batches if b.town == first.town and b.at.date() > on)
    sent = Sent(on, str(pieces[item].fields["title"]), "item", "demo-0", item)
    return story.Story(pieces, [Batch(first.town, late.at, (*relays, sent))])
