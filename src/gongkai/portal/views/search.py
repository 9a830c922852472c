"""Search over what is public now: every word must be contained. Not stored: its answers depend on the question."""

import re
import unicodedata

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gongkai.portal.items import summary_of
from gongkai.portal.site import site
from gongkai.portal.views.stored import page
from gongkai.publishing.content import to_text
from gongkai.publishing.models import Release
from gongkai.publishing.queries import public

A_PAGE = 20
MOST_WORDS = 6
LONGEST_QUESTION = 80
AROUND = 40  # characters shown on either side of a hit


def words_of(question: str) -> list[str]:
    """The words of a question, NFKC, at most six; what cannot be typed separates like a space (a database refuses NUL)."""
    plain = unicodedata.normalize("NFKC", question)[:LONGEST_QUESTION]
    return [word for word in re.split(r"[\s\x00-\x1f\x7f]+", plain) if word][:MOST_WORDS]


def marked(text: str, words: list[str]) -> list[tuple[str, bool]]:
    """`text` cut into pieces: each with whether it is one of the words."""
    if not words:
        return [(text, False)]
    pattern = re.compile("(" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")", re.I)
    return [(piece, i % 2 == 1) for i, piece in enumerate(pattern.split(text)) if piece]


def excerpt(release: Release, words: list[str]) -> str:
    """The part of the text around the first word that occurs in it; the beginning when none does."""
    text = " ".join(to_text(release.version.body).split())
    places = [at for word in words if (at := text.lower().find(word.lower())) >= 0]
    if not places:
        return summary_of(release.version, 2 * AROUND)
    start, end = max(0, min(places) - AROUND), min(places) + 2 * AROUND
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


@require_safe
def search(request: HttpRequest, large: bool) -> HttpResponse:
    """查找: hits newest first, a page of twenty at a time."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    words = words_of(question)
    asked = request.GET.get("page", "1")
    number = int(asked) if re.fullmatch(r"[1-9][0-9]{0,4}", asked) else 1
    rows = public()
    for word in words:
        rows = rows.filter(
            Q(version__title__icontains=word)
            | Q(version__body__icontains=word)
            | Q(version__document_number__icontains=word)
            | Q(item__index_number__icontains=word)
        )
    total = rows.count() if words else 0
    releases = list(rows[(number - 1) * A_PAGE : number * A_PAGE]) if words else []
    hits = [
        (release, marked(release.version.title, words), marked(excerpt(release, words), words)) for release in releases
    ]
    around = site(large=large)
    made = page(
        "search", around, "/search/", question=question, words=words, hits=hits, total=total, number=number,
        more=number * A_PAGE < total,
    )  # fmt: skip
    return HttpResponse(made.body)
