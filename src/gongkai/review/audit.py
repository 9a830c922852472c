"""What review owes the ledger: digests recomputed from stored text, verdicts and checks one to one with entries."""

import json
from collections.abc import Iterator

from gongkai.files import services as files
from gongkai.ledger.audit import RowRule
from gongkai.ledger.chain import digest
from gongkai.review.models import (
    Chain,
    ChainStep,
    Content,
    ContentFile,
    Recall,
    SecrecyCheck,
    Submission,
    SubmissionStep,
    Verdict,
)
from gongkai.vault.envelope import SealBroken

RULES = (
    RowRule(Chain, ("review.chain_set",), {"kind": "kind", "since": "since"}, subject=("agency:", "agency_id")),
    RowRule(Verdict, ("review.approved", "review.returned"), {"digest": "digest", "step": "step", "submission": "submission_id", "means": "means"}, "signed_at",
            day="signed_on", person="reviewer_id", digests={"opinion_digest": "opinion"}, meaning=("approved", {"review.approved": True, "review.returned": False})),
    RowRule(SecrecyCheck, ("review.secrecy_checked",), {"digest": "digest", "passed": "passed", "submission": "submission_id", "answers": "answers"}, "signed_at",
            day="signed_on", person="reviewer_id", digests={"opinion_digest": "opinion"}),
    RowRule(Recall, ("review.recalled",), {"submission": "submission_id", "reason": "reason"}, person="by_id"),
    RowRule(Submission, ("item.submitted",), {"submission": "id", "steps": "steps_required", "chain": "chain_id", "due": "due_on"}, "submitted_at", day="submitted_on", person="submitted_by_id", subject=("", "subject")),
    RowRule(Content, ("item.submitted",), {"content": "id", "digest": "digest", "author": "author_id"}),
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


def answer_faults() -> Iterator[str]:
    """Secrecy checks that do not answer anything, or whose result is not what the answers add up to."""
    for pk, passed, answers in SecrecyCheck.objects.values_list("pk", "passed", "answers").iterator(5000):
        given = json.loads(answers) if answers.startswith("{") else {}
        if not given or not set(given.values()) <= {"clear", "doubt"}:
            yield f"保密审查第{pk}号没有逐项回答（answers）"
        elif passed != ("doubt" not in given.values()):
            yield f"保密审查第{pk}号的结果（passed）与逐项答案不符"


def step_faults() -> Iterator[str]:
    """Chains whose steps are not those of their entry; submissions whose steps are not those of their chain."""
    chains: dict[int, list[tuple[int, str, str]]] = {}
    for chain, ordinal, name, office in ChainStep.objects.order_by("chain_id", "ordinal").values_list(
        "chain_id", "ordinal", "name", "office"
    ):
        chains.setdefault(chain, []).append((ordinal, name, office))
    for chain, payload in Chain.objects.values_list("pk", "entry__payload"):
        stated = [(n, name, office) for n, (name, office) in enumerate(json.loads(payload)["steps"], 1)]
        if stated != chains.get(chain, []):
            yield f"审核链第{chain}号的环节与账本不符"
    steps: dict[int, list[tuple[int, str, str]]] = {}
    for submission, ordinal, name, office in (
        SubmissionStep.objects.order_by("submission_id", "ordinal")
        .values_list("submission_id", "ordinal", "name", "office")
        .iterator(5000)
    ):
        steps.setdefault(submission, []).append((ordinal, name, office))
    for submission, chain in Submission.objects.values_list("pk", "chain_id").iterator(5000):
        if steps.get(submission, []) != chains.get(chain, []):
            yield f"送审第{submission}号的环节与审核链不符"


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
