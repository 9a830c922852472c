"""Sending up, checking, signing, returning, recalling."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError

from gongkai.files.models import StoredFile
from gongkai.ledger.chain import canonical as canonical_text
from gongkai.ledger.chain import digest as digest_of
from gongkai.ledger.services import Actor, OpenEntry, act
from gongkai.organisation.models import Agency, Office, Person
from gongkai.organisation.queries import actor_of, holds
from gongkai.organisation.words import fit
from gongkai.review import outcomes
from gongkai.review.models import (
    FEWEST_STEPS,
    Chain,
    ChainStep,
    Content,
    ContentFile,
    Look,
    Recall,
    SecrecyCheck,
    Submission,
    SubmissionStep,
    Verdict,
)
from gongkai.review.queries import Standing, chain_for, standing_of
from gongkai.review.transitions import State


class ReviewRefused(Exception):
    """An act of review that cannot be done; the message says why and what to do."""


class Attached(NamedTuple):
    """A file as it goes into a content: its row and its name as shown."""

    file: StoredFile
    name: str


def set_chain(agency: Agency, kind: str, steps: Iterable[tuple[str, str]], *, since: date, by: Actor) -> Chain:
    """Lay down the steps (name, office) for a kind of content of an agency; `*` means every other kind.

    Raises ReviewRefused with fewer than three steps, or when the last is not the signatory's.
    """
    laid = [(fit(name, "环节名称", most=40), office) for name, office in steps]
    if any(not name for name, _ in laid):
        raise ReviewRefused("每个环节都要有名称。")
    if len(laid) < FEWEST_STEPS:
        raise ReviewRefused("审核链至少三步，请补足环节。")
    if laid[-1][1] != Office.SIGNATORY:
        raise ReviewRefused("审核链的最后一步须是签发。")
    with act(
        "review.chain_set",
        f"agency:{agency.pk}",
        by,
        kind=kind,
        since=since.isoformat(),
        steps=[list(step) for step in laid],
    ) as entry:
        if since < entry.on:
            raise ReviewRefused("审核链不能从过去的日子起用，请从今天或以后的日子起。")
        chain = Chain.objects.create(agency=agency, kind=kind, since=since, entry_id=entry.id)
        ChainStep.objects.bulk_create(
            ChainStep(chain=chain, ordinal=n, name=name, office=office) for n, (name, office) in enumerate(laid, 1)
        )
    return chain


def submit(
    fields: Mapping[str, object],
    *,
    kind: str,
    agency: Agency,
    author: Person,
    by: Person,
    subject: str,
    title: str,
    files: Iterable[Attached],
    due_on: date | None,
    entry: OpenEntry,
    offices: tuple[str, ...] = (Office.AUTHOR,),
) -> Submission:
    """Freeze a content and send it up its chain, inside the caller's act.

    fields: what the digest covers beside the files; a published, versioned list of the caller's.
    offices: any of which lets `by` send up this kind.
    Raises ReviewRefused when the agency has no chain for this kind, or `by` may not write there.
    """
    chain = chain_for(agency, kind, entry.on)
    if chain is None:
        raise ReviewRefused("本机关还没有设置这一类信息的审核链，请系统管理员先设置。")
    if not any(holds(by, agency, office, entry.on) for office in offices):
        raise ReviewRefused("您今天没有在这个机关担任撰稿，不能送审。")
    attached = list(files)
    text = canonical_text({**fields, "files": [{"digest": a.file.digest, "name": a.name} for a in attached]})
    content = Content.objects.create(
        kind=kind, agency=agency, author=author, canonical=text, digest=digest_of(text.encode()), entry_id=entry.id
    )
    ContentFile.objects.bulk_create(
        ContentFile(content=content, position=n, name=a.name, file=a.file) for n, a in enumerate(attached, 1)
    )
    steps = list(chain.steps.all())
    submission = Submission.objects.create(
        content=content,
        chain=chain,
        subject=subject,
        title=title[:200],
        steps_required=len(steps),
        submitted_by=by,
        submitted_at=entry.at,
        submitted_on=entry.on,
        due_on=due_on,
        entry_id=entry.id,
    )
    SubmissionStep.objects.bulk_create(
        SubmissionStep(submission=submission, ordinal=step.ordinal, name=step.name, office=step.office)
        for step in steps
    )
    entry.say(digest=content.digest, content=content.pk, submission=submission.pk, chain=chain.pk, steps=len(steps))
    entry.say(author=author.pk, due=due_on.isoformat() if due_on else None)
    return submission


def _open(submission: Submission, digest: str) -> Standing:
    """Where `submission` stands. Raises unless it is still in review and `digest` is its content's."""
    standing = standing_of(submission)
    if standing.state is not State.IN_REVIEW:
        raise ReviewRefused("这次送审已经办结，请回到今日待办查看。")
    if digest != submission.content.digest:
        raise ReviewRefused("您看到的内容与送审内容不一致，请刷新后再签。")
    return standing


def _not_author(submission: Submission, person: Person) -> None:
    if person.pk in (submission.content.author_id, submission.submitted_by_id):
        raise ReviewRefused("撰稿人、送审人不能审核自己的稿件，请由他人办理。")


def check_secrecy(
    submission: Submission,
    *,
    by: Person,
    digest: str,
    answers: Mapping[str, str],
    items: Iterable[str],
    opinion: str = "",
) -> SecrecyCheck:
    """Answer the secrecy check item by item for exactly this content; passed when every answer is `clear`.

    A doubt brings the draft back, as a return does, and needs an opinion.

    answers: item key → `clear` or `doubt`. items: the keys that have to be answered.
    Raises ReviewRefused when one is missing, or the person is not appointed for it. Source: 《保守国家秘密法》第三十五条。
    """
    items = list(items)
    opinion = fit(opinion, "意见", most=1000)
    with act("review.secrecy_checked", submission.subject, actor_of(by)) as entry:
        _open(submission, digest)
        _not_author(submission, by)
        agency = submission.content.agency_id
        if not holds(by, agency, Office.SECRECY_REVIEWER, entry.on):
            raise ReviewRefused("您今天没有担任保密审查职务，请由保密审查人办理。")
        if SecrecyCheck.objects.filter(submission=submission).exists():
            raise ReviewRefused("这一版已经做过保密审查。")
        if missing := [key for key in items if answers.get(key) not in ("clear", "doubt")]:
            raise ReviewRefused(f"保密审查须逐项回答，还有{len(missing)}项没有答。")
        answered = {key: answers[key] for key in items}
        if "doubt" in answered.values() and not opinion:
            raise ReviewRefused("有疑问时须写明意见，不要写涉密内容本身。")
        check = SecrecyCheck.objects.create(
            submission=submission,
            reviewer=by,
            passed=all(answer == "clear" for answer in answered.values()),
            answers=canonical_text(answered),
            opinion=opinion,
            digest=digest,
            signed_at=entry.at,
            signed_on=entry.on,
            entry_id=entry.id,
        )
        entry.say(submission=submission.pk, digest=digest, passed=check.passed, answers=answered)
        if not check.passed:
            outcomes.tell(submission, State.RETURNED, entry.id)
    return check


def sign(
    submission: Submission,
    *,
    by: Person,
    approved: bool,
    digest: str,
    opinion: str = "",
    means: str = Verdict.Means.LOGIN,
) -> Verdict:
    """Put one verdict under the submission: approve the step whose turn it is, or return it with an opinion.

    digest: of exactly what the reviewer had before their eyes. Raises ReviewRefused with the reason, in Chinese.
    """
    opinion = fit(opinion, "意见", most=1000)
    kind = "review.approved" if approved else "review.returned"
    try:
        with act(kind, submission.subject, actor_of(by)) as entry:
            standing = _open(submission, digest)
            _not_author(submission, by)
            step = standing.next_step
            if step is None:
                raise ReviewRefused("这次送审已经办结，请回到今日待办查看。")
            if Verdict.objects.filter(submission=submission, reviewer=by).exists():
                raise ReviewRefused("您已经审过前面的环节，同一件须由不同的人审，请由他人办理。")
            if not holds(by, submission.content.agency_id, step.office, entry.on):
                raise ReviewRefused(f"现在轮到“{step.name}”，您今天没有担任这一步的职务，不能签。")
            if not approved and not opinion:
                raise ReviewRefused("退回时必须填写意见，写清改什么。")
            if approved and step.ordinal == submission.steps_required and not standing.secrecy_passed:
                raise ReviewRefused("签发之前须先通过保密审查，请保密审查人先办。")
            verdict = Verdict.objects.create(
                submission=submission,
                step=step.ordinal,
                reviewer=by,
                approved=approved,
                opinion=opinion,
                digest=digest,
                means=means,
                signed_at=entry.at,
                signed_on=entry.on,
                entry_id=entry.id,
            )
            entry.say(
                submission=submission.pk,
                step=step.ordinal,
                steps=submission.steps_required,
                name=step.name,
                digest=digest,
                opinion_digest=digest_of(verdict.opinion.encode()),
                means=means,
            )
            if not approved:
                outcomes.tell(submission, State.RETURNED, entry.id)
            elif step.ordinal == submission.steps_required:
                outcomes.tell(submission, State.APPROVED, entry.id)
    except IntegrityError as error:
        raise ReviewRefused(f"没有签成：{_said_by_guard(error)}") from error
    return verdict


def _said_by_guard(error: IntegrityError) -> str:
    """The sentence of the guard that refused, without the database's own additions."""
    text = str(error).split("\n", 1)[0]
    return text if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "别人刚刚办理了同一件，请刷新后再看。"


def recall(submission: Submission, *, by: Person, reason: str) -> Recall:
    """Take a submission back before it is decided. Raises ReviewRefused if somebody else sent it or it is decided."""
    reason = fit(reason, "取回原因")
    with act("review.recalled", submission.subject, actor_of(by), submission=submission.pk, reason=reason) as entry:
        if by.pk not in (submission.submitted_by_id, submission.content.author_id):
            raise ReviewRefused("只有送审人、撰稿人可以取回。")
        if standing_of(submission).state is not State.IN_REVIEW:
            raise ReviewRefused("这次送审已经办结，不能取回。")
        if not reason:
            raise ReviewRefused("取回时请写明原因。")
        made = Recall.objects.create(submission=submission, by=by, reason=reason, entry_id=entry.id)
        outcomes.tell(submission, State.RECALLED, entry.id)
    return made


def note_look(person: Person, submission: Submission, at) -> None:  # type: ignore[no-untyped-def]
    """Remember that `person` had this content before their eyes."""
    last = Look.objects.filter(person=person, subject=submission.subject).order_by("-id").first()
    if last is None or last.content_id != submission.content_id:
        Look.objects.create(person=person, subject=submission.subject, content=submission.content, at=at)
