"""Words that go into the record for good: no personal data, no 密级 mark, not too long."""

from gongkai.ledger import clock

NEVER_RECORDED = frozenset({"id_number", "mobile", "landline", "bank_card", "passport", "minor", "health"})


class UnfitWords(Exception):
    """Words that may not be recorded; the message says which and what to do. Nothing was stored."""


def fit(text: str, label: str, *, most: int = 500) -> str:
    """`text`, stripped, if it may stand in the record.

    label: what it is called on the screen. Raises UnfitWords at a 密级 mark, at personal data, or past `most` characters.
    """
    from gongkai.screening.text import screen_text, secrecy_marks

    words = text.strip()
    if not words:
        return ""
    if secrecy_marks(words):
        raise UnfitWords(f"“{label}”里有密级标识。本系统为非涉密系统，已停止保存，内容没有留存；请按保密规定线下处理。")
    if found := [finding for finding in screen_text(words, clock.today().year) if finding.kind in NEVER_RECORDED]:
        raise UnfitWords(f"“{label}”里有个人信息（{found[0].sample}），记录不能写个人信息，请去掉后再提交。")
    if len(words) > most:
        raise UnfitWords(f"“{label}”太长，请压到{most}字以内。")
    return words
