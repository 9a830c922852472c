"""What review owes the ledger: digests recomputed from stored text, verdicts and checks one to one with entries."""

import json
from collections.abc import Iterator

from gongkai.files import services as files
from gongkai.ledger.audit import RowRule
from gongkai.ledger.chain import digest
from gongkai.review.models import Chain, Content, ContentFile, Recall, SecrecyCheck, Submission, Verdict
from gongkai.vault.envelope import SealBroken

RULES = (
    RowRule(Chain, ("review.chain_set",), {"kind": "kind"}),
    RowRule(Verdict, ("review.approved", "review.returned"), {"digest": "digest", "step": "step", "submission": "submission_id", "means": "means"}, "signed_at",
            day="signed_on", person="reviewer_id", digests={"opinion_digest": "opinion"}, meaning=("approved", {"review.approved": True, "review.returned": False})),
    RowRule(SecrecyCheck, ("review.secrecy_checked",), {"digest": "digest", "passed": "passed", "submission": "submission_id", "answers": "answers"}, "signed_at",
            day="signed_on", person="reviewer_id", digests={"opinion_digest": "opinion"}),
    RowRule(Recall, ("review.recalled",), {"submission": "submission_id", "reason": "reason"}, person="by_id"),
    RowRule(Submission, ("item.submitted",), {"submission": "id", "steps": "steps_required"}, "submitted_at", day="submitted_on"),
    RowRule(Content, ("item.submitted",), {"content": "id", "digest": "digest"}),
)  # fmt: skip


def content_faults() -> Iterator[str]:
    """Contents whose stored text no longer gives their digest, or whose files are not those that were signed."""
    files: dict[int, list[dict[str, str]]] = {}
    for content_id, file, name in ContentFile.objects.order_by("content_id", "position").values_list(
        "content_id", "file_id", "name"
    ):
        files.setdefault(content_id, []).append({"digest": file, "name": name})
    for pk, canonical, stored in Content.objects.values_list("pk", "canonical", "digest").iterator(2000):
        if digest(canonical.encode()) != stored:
            yield f"送审内容第{pk}号的文字与其摘要不符"
        elif json.loads(canonical)["files"] != files.get(pk, []):
            yield f"送审内容第{pk}号的附件与签署时不符"
    for verdict, signed, stored in Verdict.objects.values_list("pk", "digest", "submission__content__digest").iterator(
        5000
    ):
        if signed != stored:
            yield f"审核结论第{verdict}号签的不是送审的内容"


def original_faults() -> Iterator[str]:
    """Files that were signed and cannot be read as they were: gone, changed, or sealed with a key that is not here."""
    signed = ContentFile.objects.order_by("file_id", "pk").values_list("file_id", "name", "content_id")
    last = ""
    for digest_, name, content in signed.iterator(2000):
        if digest_ == last:
            continue
        last = digest_
        try:
            files.read(digest_)
        except (files.FileRefused, SealBroken) as error:
            yield f"送审内容第{content}号的附件“{name}”：{error}"
