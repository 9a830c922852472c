"""The way of an item through the services: draft, chain, release, correction, withdrawal."""

import factories
import pytest

from gongkai.ledger import triggers
from gongkai.ledger.models import Entry
from gongkai.publishing import drafts, services
from gongkai.publishing.models import Item
from gongkai.publishing.queries import disclosure_chain, public
from gongkai.review import services as review
from gongkai.review.services import ReviewRefused

pytestmark = pytest.mark.django_db


def test_guards_stand_after_migration(db):
    assert triggers.faults() == []


def test_a_news_item_goes_through_three_steps_to_the_public(world):
    made = factories.release(world)
    assert [r.pk for r in public()] == [made.pk]
    assert made.item.index_number == f"LXX/{made.released_on.year}-00001"
    assert [link.label for link in disclosure_chain(made)] == ["信息形成", "初审", "审核", "保密审查", "签发", "发布"]
    kinds = list(Entry.objects.filter(subject=made.item.subject).order_by("seq").values_list("kind", flat=True))
    assert kinds == [
        "item.drafted", "item.submitted", "review.approved", "review.approved", "review.secrecy_checked",
        "review.approved", "item.released",
    ]  # fmt: skip


def test_a_correction_keeps_address_and_place_and_needs_the_whole_chain(world):
    first = factories.release(world)
    draft = drafts.begin_correction(first.item, by=world["clerk"])
    words = {**drafts.fields_of(draft), "title": "柳溪村完成冬季农机检修", "change_note": "标题有误"}
    drafts.save(draft, words, revision=draft.revision, by=world["clerk"])
    version = services.send_up(draft, by=world["clerk"])
    with pytest.raises(services.PublishingRefused, match="还没有走完审核链"):
        services.release(version, by=world["officer"])
    factories.approve(world, version.submission)
    second = services.release(version, by=world["officer"])
    assert second.correction
    assert second.item.number == first.item.number
    assert [r.pk for r in public()] == [second.pk]


def test_a_withdrawn_item_is_gone_at_once(world):
    made = factories.release(world)
    services.withdraw(made.item, by=world["first"], reason="附件有误")
    assert not public().exists()
    assert Item.objects.get(pk=made.item_id).state == Item.State.WITHDRAWN
    with pytest.raises(services.PublishingRefused, match="不必撤回"):
        services.withdraw(made.item, by=world["first"], reason="再撤一次")


def test_a_stranger_to_the_chain_cannot_withdraw(world):
    made = factories.release(world)
    with pytest.raises(services.PublishingRefused, match="审核链上的人"):
        services.withdraw(made.item, by=world["x-head"], reason="不该能撤")


def test_a_return_brings_the_draft_back_with_its_opinion(world):
    version = factories.send_up(world)
    digest = version.content.digest
    with pytest.raises(ReviewRefused, match="退回时必须填写意见"):
        review.sign(version.submission, by=world["first"], approved=False, digest=digest)
    review.sign(version.submission, by=world["first"], approved=False, digest=digest, opinion="第二段请写清时间")
    draft = version.item.drafts.get(open=True)
    assert drafts.fields_of(draft)["title"] == version.title
    assert Item.objects.get(pk=version.item_id).state == Item.State.RETURNED


def test_what_is_formed_by_signing_is_formed_at_its_sign_off(world):
    made = factories.release(world, formed_on="", formed_by_signing=True)
    links = disclosure_chain(made)
    assert [link.label for link in links] == ["起草送审", "初审", "审核", "保密审查", "签发，信息形成", "发布"]
    assert [link.on for link in links] == sorted(link.on for link in links)
