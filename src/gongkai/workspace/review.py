"""审核: read the text, its checks and what changed; sign, return, or answer the secrecy check; take back."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.ledger import clock
from gongkai.organisation.models import Office, Person
from gongkai.organisation.queries import agencies_where, holds
from gongkai.publishing.content import to_text
from gongkai.publishing.deadlines import due_on, working
from gongkai.publishing.models import Version
from gongkai.publishing.queries import formed_on
from gongkai.publishing.screens import Found, screened, screened_file, worded
from gongkai.review import secrecy
from gongkai.review import services as reviews
from gongkai.review.models import Content, Submission, SubmissionStep
from gongkai.review.queries import (
    Standing,
    last_seen,
    return_of,
    standing_of,
)
from gongkai.review.transitions import State
from gongkai.workspace.access import INFORMATION_OFFICES, REVIEW_OFFICES, my_agencies, office_required, person_of
from gongkai.workspace.comparison import Compared, compared
from gongkai.workspace.drafts import file_answer
from gongkai.workspace.forms.acts import OpinionForm, ReasonForm
from gongkai.workspace.page import go, page, typed
from gongkai.workspace.refusals import REFUSALS
from gongkai.workspace.rows import days_left
from gongkai.workspace.today import needs_secrecy_check, waiting_row
from gongkai.workspace.waiting import to_check, to_sign, under_way

READERS = INFORMATION_OFFICES


def submission_for(person: Person, pk: int) -> Submission:
    """A submission of an agency in which `person` has to do with information. 404 for everybody else."""
    wanted = Submission.objects.select_related(
        "content", "content__agency", "content__author", "submitted_by", "version", "version__item", "version__section", "version__station"
    )  # fmt: skip
    return get_object_or_404(wanted, pk=pk, content__agency__in=my_agencies(person, *READERS), version__isnull=False)


@office_required(*READERS)
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What waits for my signature or my check, and what else is under way in my agencies."""
    person, today = person_of(request), clock.today()
    mine = [
        waiting_row(s, today, what=f"{step.name} · {s.submitted_by.name}送审", act="打开", group="")
        for s, step in to_sign(person, today)
    ]
    mine += [waiting_row(s, today, what="保密审查", act="打开", group="") for s in to_check(person, today)]
    others = under_way(my_agencies(person, *READERS)).order_by("due_on", "id")
    rows = [(s, standing_of(s)) for s in others[:100]]
    return page(request, "reviews", {"mine": sorted(mine, key=lambda row: row.due_on or date.max), "rows": rows})


@dataclass(frozen=True)
class Part:
    """What this person may do with a submission now, or the sentence that says why not."""

    step: SubmissionStep | None = None
    secrecy: bool = False
    why_not: str = ""


def part_of(person: Person, submission: Submission, standing: Standing, today: date) -> Part:
    """The part that `person` has in this submission today."""
    if standing.state is not State.IN_REVIEW or standing.next_step is None:
        return Part(why_not="这次送审已经办结。")
    agency = submission.content.agency_id
    own = person.pk in (submission.content.author_id, submission.submitted_by_id)
    may_check = standing.secrecy is None and holds(person, agency, Office.SECRECY_REVIEWER, today) and not own
    step = standing.next_step
    if own:
        return Part(why_not="这是您自己的稿件，由他人审核。")
    if not holds(person, agency, step.office, today):
        return Part(
            secrecy=may_check, why_not="" if may_check else f"现在轮到“{step.name}”，由担任这一步职务的人办理。"
        )
    if any(verdict.reviewer_id == person.pk for verdict in standing.verdicts):
        return Part(secrecy=may_check, why_not="您已经审过前面的环节，这一步由他人办理。")
    if needs_secrecy_check(submission, step.ordinal):
        return Part(
            secrecy=may_check,
            why_not="签发之前须先通过保密审查。" + ("请先逐项回答。" if may_check else "请保密审查人先办。"),
        )
    return Part(step=step, secrecy=may_check)


@office_required(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review desk of one submission. A refused act answers 422 with the opinion and the answers kept."""
    person, today = person_of(request), clock.today()
    submission = submission_for(person, pk)
    form = OpinionForm(typed(request))
    if request.method == "POST" and form.is_valid():
        said = act_on(request, submission, person, form)
        if said:
            return go(request, "today", said=said)
    standing = standing_of(submission)
    part = part_of(person, submission, standing, today)
    version = submission.version
    changed, against = changes(request, person, submission, version)
    reviews.note_look(person, submission, clock.now())
    found = findings(version, submission)
    answers = typed(request)
    items = [(item, answers.get(f"answer_{item.key}", "") if answers else "") for item in secrecy.ITEMS]
    formed = formed_on(version)
    due = due_on(formed, version.item.agency)
    upcoming = next((s for s in standing.steps if part.step and s.ordinal == part.step.ordinal + 1), None)
    return page(
        request,
        "review",
        {
            "submission": submission,
            "version": version,
            "item": version.item,
            "standing": standing,
            "part": part,
            "next_name": upcoming.name if upcoming else "",
            "form": form,
            "changed": changed,
            "against": against,
            "released": version.item.current and version.item.current.version_id != version.pk,
            "blocking": [f for f in found if f.blocking],
            "kept": [f for f in found if not f.blocking],
            "reasons": reasons_of(version),
            "wording": worded({"标题": version.title, "正文": to_text(version.body), "更正说明": version.change_note}),
            "secrecy_items": items,
            "authority": secrecy.authority(today),
            "deadline": working(formed, version.item.agency) if formed else None,
            "due": due,
            "left": days_left(due, version.item.agency, today),
            "today": today,
            "returned": return_of(submission),
            "files": list(submission.content.files.select_related("file")),
        },
        status=422 if request.method == "POST" else 200,
    )


def act_on(request: HttpRequest, submission: Submission, person: Person, form: OpinionForm) -> str:
    """Do what the button said. Returns what was done; empty when it was refused, with the reason in the form."""
    digest, opinion = request.POST.get("digest", ""), form.cleaned_data["opinion"]
    act = request.POST.get("act")
    try:
        if act == "secrecy":
            answers = {item.key: request.POST.get(f"answer_{item.key}", "") for item in secrecy.ITEMS}
            check = reviews.check_secrecy(
                submission, by=person, digest=digest, answers=answers, items=secrecy.KEYS, opinion=opinion
            )
            return "保密审查已通过。" if check.passed else "保密审查有疑问，稿件已退回，请线下核对。"
        if act == "return":
            reviews.sign(submission, by=person, approved=False, digest=digest, opinion=opinion)
            return "已退回，意见随稿件转给撰稿人。"
        if act == "approve":
            verdict = reviews.sign(submission, by=person, approved=True, digest=digest, opinion=opinion)
            if verdict.step < submission.steps_required:
                return f"已通过，送“{submission.steps.get(ordinal=verdict.step + 1).name}”。"
            return "已签发，等待发布。" if submission.version.attribute == "proactive" else "已签发，按公开属性留存。"
        form.add_error(None, "请按下面的按钮办理。")
    except REFUSALS as refusal:
        form.add_error("opinion" if act == "return" else None, str(refusal))
    return ""


def changes(
    request: HttpRequest, person: Person, submission: Submission, version: Version
) -> tuple[Compared | None, str]:
    """What changed, and against what: `seen` by this person, `released`, or `none`."""
    wanted = request.GET.get("with", "")
    current = version.item.current
    released = current.version.content if current and current.version_id != version.pk else None
    seen = last_seen(person, submission.subject, before=submission.content)
    known: dict[str, Content | None] = {"seen": seen, "released": released}
    order = [wanted] if wanted in ("seen", "released", "none") else ["seen", "released"]
    for name in order:
        if (other := known.get(name)) is not None:
            return compared(other, submission.content), name
    return None, "seen" if seen and wanted != "none" else "none"


def findings(version: Version, submission: Submission) -> list[Found]:
    """What the screens find in exactly this version and its files."""
    found = screened(
        {"标题": version.title, "正文": to_text(version.body), "作者": version.author_name, "来源": version.source}
    )
    for attached in submission.content.files.all():
        found += screened_file(attached.file_id, attached.name)
    return found


def reasons_of(version: Version) -> dict[str, str]:
    """The reasons with which findings were left, as the sending up recorded them: kind → reason."""
    import json

    reasons = json.loads(version.entry.payload).get("reasons", {})
    return {str(kind): str(why) for kind, why in reasons.items()}


@office_required(*READERS)
@require_safe
def content_file(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """An attachment of a submission, exactly as it is signed."""
    submission = submission_for(person_of(request), pk)
    attached = get_object_or_404(submission.content.files.select_related("file"), position=position)
    return file_answer(request, attached.file, attached.name)


@office_required(Office.AUTHOR)
@require_http_methods(["GET", "HEAD", "POST"])
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """取回: take one's own submission back before it is decided."""
    person = person_of(request)
    mine = Q(submitted_by=person) | Q(content__author=person)
    found = Submission.objects.filter(
        mine, pk=pk, content__agency__in=agencies_where(person, Office.AUTHOR, clock.today())
    )
    submission = found.select_related("content", "version__item").first()
    if submission is None:
        raise Http404
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            reviews.recall(submission, by=person, reason=form.cleaned_data["reason"])
        except REFUSALS as refusal:
            form.add_error("reason", str(refusal))
        else:
            return go(request, "draft", submission.version.item.number, said="已取回，可以继续修改。")
    context = {"form": form, "submission": submission, "item": submission.version.item}
    return page(request, "recall", context, status=422 if request.method == "POST" else 200)


__all__ = ["REVIEW_OFFICES", "content_file", "listing", "recall", "review"]
