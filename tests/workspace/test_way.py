"""The way of an item through the screens: draft, three signatures, secrecy check, release, correction, withdrawal."""

import pytest
from django.urls import reverse

from gongkai.publishing.drafts import fields_of
from gongkai.publishing.models import Draft, Item
from gongkai.publishing.queries import public
from gongkai.review.models import Submission
from gongkai.review.secrecy import KEYS

pytestmark = pytest.mark.django_db
TOPIC = "社会救助"


def text(answer):
    return answer.content.decode()


def written(browser, typed, **changes):
    """A draft saved by the clerk; its item."""
    answer = browser("clerk").post(reverse("work:draft-new"), typed(topic=TOPIC, **changes))
    assert answer.status_code == 302, text(answer)
    return Item.objects.latest("id")


def sent(browser, typed, **changes):
    """A draft sent up; its submission."""
    item = written(browser, typed, **changes)
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), typed(topic=TOPIC, act="send", **changes))
    assert answer.status_code == 302, text(answer)
    return Submission.objects.latest("id")


def act(browser, login, submission, what, **more):
    return browser(login).post(
        reverse("work:review", args=[submission.pk]), {"act": what, "digest": submission.content.digest, **more}
    )


def checked(browser, submission):
    return act(browser, "secrecy", submission, "secrecy", **{f"answer_{key}": "clear" for key in KEYS})


def signed(browser, submission):
    for login in ("first", "second"):
        assert act(browser, login, submission, "approve").status_code == 302
    assert checked(browser, submission).status_code == 302
    assert act(browser, "head", submission, "approve").status_code == 302


def test_a_news_item_goes_through_the_screens_to_the_public(browser, typed):
    submission = sent(browser, typed)
    assert submission.title not in text(browser("second").get(reverse("work:today")))
    assert submission.title in text(browser("first").get(reverse("work:today")))
    signed(browser, submission)
    number = submission.version.item.number
    assert "去发布" in text(browser("officer").get(reverse("work:today")))
    assert browser("officer").post(reverse("work:release", args=[number])).status_code == 302
    assert [r.item.number for r in public()] == [number]
    assert "发布" in text(browser("clerk").get(reverse("work:item", args=[number])))


def test_the_citation_comes_from_the_subject_when_it_is_left_empty(browser, typed):
    item = written(browser, typed)
    assert fields_of(item.drafts.get())["citation"] == "《条例》第二十一条"


def test_the_citation_comes_from_the_ground_when_it_is_left_empty(browser, typed):
    item = written(browser, typed, attribute="withheld", ground="trade_secret")
    assert fields_of(item.drafts.get())["citation"] == "《条例》第十五条"


def test_a_verdict_out_of_turn_is_refused_and_the_opinion_stays(browser, typed):
    submission = sent(browser, typed)
    answer = act(browser, "second", submission, "approve", opinion="数字已核对")
    assert answer.status_code == 422
    assert "现在轮到“初审”" in text(answer)
    assert "数字已核对" in text(answer)


def test_a_return_without_an_opinion_is_refused(browser, typed):
    submission = sent(browser, typed)
    answer = act(browser, "first", submission, "return")
    assert answer.status_code == 422
    assert "退回时必须填写意见" in text(answer)


def test_a_return_shows_its_opinion_to_the_author(browser, typed):
    submission = sent(browser, typed)
    assert act(browser, "first", submission, "return", opinion="第二段请写清时间").status_code == 302
    for page in (reverse("work:today"), reverse("work:draft", args=[submission.version.item.number])):
        assert "第二段请写清时间" in text(browser("clerk").get(page))


def test_the_next_look_shows_what_changed_since_the_last(browser, typed):
    first = sent(browser, typed)
    act(browser, "first", first, "return", opinion="户数不对")
    number = first.version.item.number
    draft = Draft.objects.get(item__number=number, open=True)
    changes = {
        "body": "12月，柳溪村组织农机手检修播种机。\n检修完成后入库停放。",
        "revision": draft.revision,
        "act": "send",
    }
    assert browser("clerk").post(reverse("work:draft", args=[number]), typed(topic=TOPIC, **changes)).status_code == 302
    second = Submission.objects.latest("id")
    shown = text(browser("first").get(reverse("work:review", args=[second.pk])))
    assert "<del>拖拉</del><ins>播种</ins>机" in shown
    assert "<del>" not in text(browser("first").get(reverse("work:review", args=[second.pk]) + "?with=none"))
    assert "您第一次看到这一版" in text(browser("second").get(reverse("work:review", args=[second.pk])))


def test_sign_off_waits_for_the_secrecy_check(browser, typed):
    submission = sent(browser, typed)
    act(browser, "first", submission, "approve")
    act(browser, "second", submission, "approve")
    answer = act(browser, "head", submission, "approve")
    assert answer.status_code == 422
    assert "签发之前须先通过保密审查" in text(answer)


def test_a_secrecy_check_with_an_item_left_open_is_refused_and_keeps_the_answers(browser, typed):
    submission = sent(browser, typed)
    page = text(browser("secrecy").get(reverse("work:review", args=[submission.pk])))
    assert " checked" not in page
    answer = act(browser, "secrecy", submission, "secrecy", **{f"answer_{key}": "clear" for key in KEYS[:-1]})
    assert answer.status_code == 422
    assert "还有1项没有答" in text(answer)
    assert text(answer).count(" checked") == len(KEYS) - 1


def test_a_doubt_brings_the_draft_back(browser, typed):
    submission = sent(browser, typed)
    answers = {f"answer_{key}": "clear" for key in KEYS} | {"answer_security": "doubt"}
    assert act(browser, "secrecy", submission, "secrecy", **answers).status_code == 422
    assert act(browser, "secrecy", submission, "secrecy", opinion="第三项请线下核对", **answers).status_code == 302
    assert "第三项请线下核对" in text(browser("clerk").get(reverse("work:today")))


def test_a_digest_of_another_text_is_refused(browser, typed):
    submission = sent(browser, typed)
    answer = browser("first").post(
        reverse("work:review", args=[submission.pk]), {"act": "approve", "digest": "0" * 64, "opinion": ""}
    )
    assert answer.status_code == 422
    assert "您看到的内容与送审内容不一致" in text(answer)


def test_a_recall_brings_the_draft_back(browser, typed):
    submission = sent(browser, typed)
    page = reverse("work:recall", args=[submission.pk])
    assert browser("first").get(page).status_code == 403
    assert browser("cadre").get(page).status_code == 404
    assert browser("clerk").post(page, {"reason": "附件拿错了"}).status_code == 302
    assert Item.objects.get(pk=submission.version.item_id).state == Item.State.DRAFT


def test_a_correction_needs_its_note_and_the_whole_chain(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    browser("officer").post(reverse("work:release", args=[number]))
    assert browser("clerk").post(reverse("work:item-correct", args=[number])).status_code == 302
    draft = reverse("work:draft", args=[number])
    refused = browser("clerk").post(draft, typed(topic=TOPIC, title="柳溪村完成冬季农机检修", act="send"))
    assert refused.status_code == 422
    assert "更正须写更正说明" in text(refused)
    words = typed(topic=TOPIC, title="柳溪村完成冬季农机检修", act="send", revision="2", change_note="标题有误")
    assert browser("clerk").post(draft, words).status_code == 302
    second = Submission.objects.latest("id")
    assert "<ins>完成</ins>" in text(browser("first").get(reverse("work:review", args=[second.pk])))
    signed(browser, second)
    assert browser("officer").post(reverse("work:release", args=[number])).status_code == 302
    assert public().get().version.title == "柳溪村完成冬季农机检修"


def test_a_withdrawal_needs_a_reason_and_a_confirmation(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    browser("officer").post(reverse("work:release", args=[number]))
    page = reverse("work:item-withdraw", args=[number])
    unsure = browser("first").post(page, {"reason": "附件有误"})
    assert unsure.status_code == 422
    assert "请先勾选" in text(unsure)
    assert "附件有误" in text(unsure)
    assert browser("first").post(page, {"reason": "附件有误", "sure": "yes"}).status_code == 302
    assert not public().exists()


def test_people_outside_the_chain_cannot_withdraw(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    browser("officer").post(reverse("work:release", args=[number]))
    answer = browser("station").post(
        reverse("work:item-withdraw", args=[number]), {"reason": "不该能撤", "sure": "yes"}
    )
    assert answer.status_code == 422
    assert "只有这条信息审核链上的人" in text(answer)


def test_a_draft_is_given_up_with_a_reason(browser, typed):
    item = written(browser, typed)
    page = reverse("work:draft-discard", args=[item.number])
    assert "请填写原因" in text(browser("clerk").post(page, {"reason": " "}))
    assert browser("clerk").post(page, {"reason": "与另一条重复"}).status_code == 302
    item.refresh_from_db()
    assert item.state == Item.State.DISCARDED


def test_only_the_newest_version_waits_for_release(browser, typed):
    first = sent(browser, typed)
    act(browser, "first", first, "approve")
    act(browser, "second", first, "return", opinion="户数不对")
    number = first.version.item.number
    words = typed(topic=TOPIC, body="改过的一段。", act="send", revision="2")
    assert browser("clerk").post(reverse("work:draft", args=[number]), words).status_code == 302
    signed(browser, Submission.objects.latest("id"))
    page = reverse("work:release", args=[number])
    assert "改过的一段。" in text(browser("officer").get(page))
    assert browser("officer").post(page).status_code == 302
    assert "改过的一段。" in public().get().version.body


def test_an_older_version_cannot_be_released(world):
    import factories

    from gongkai.publishing import services

    first = factories.send_up(world)
    factories.approve(world, first.submission)
    services.send_back(first, by=world["officer"], reason="日期有误")
    second = services.send_up(first.item.drafts.get(open=True), by=world["clerk"])
    factories.approve(world, second.submission)
    with pytest.raises(services.PublishingRefused, match="更新的一版"):
        services.release(first, by=world["officer"])
    assert services.release(second, by=world["officer"]).version == second


def test_what_was_signed_goes_back_before_release_with_a_reason(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    page = reverse("work:release", args=[number])
    assert browser("officer").post(page, {"act": "back", "reason": ""}).status_code == 422
    assert browser("officer").post(page, {"act": "back", "reason": "附件是旧的"}).status_code == 302
    late = browser("officer").post(page, follow=True)
    assert "这条信息现在不在等待发布" in text(late)
    assert "附件是旧的" in text(browser("clerk").get(reverse("work:today")))
    assert "发布前退回" in text(browser("clerk").get(reverse("work:item", args=[number])))


@pytest.mark.parametrize("returned", [False, True])
def test_a_correction_that_is_given_up_leaves_the_public_version_as_it_was(browser, typed, returned):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    browser("officer").post(reverse("work:release", args=[number]))
    browser("clerk").post(reverse("work:item-correct", args=[number]))
    if returned:
        words = typed(topic=TOPIC, change_note="标题有误", act="send")
        assert browser("clerk").post(reverse("work:draft", args=[number]), words).status_code == 302
        act(browser, "first", Submission.objects.latest("id"), "return", opinion="不用更正")
    assert (
        browser("clerk").post(reverse("work:draft-discard", args=[number]), {"reason": "不用更正了"}).status_code == 302
    )
    assert Item.objects.get(number=number).state == Item.State.RELEASED
    assert public().count() == 1
    assert browser("clerk").get(reverse("work:item-correct", args=[number])).status_code == 200


def test_a_withdrawn_item_whose_correction_is_given_up_stays_withdrawn(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    number = submission.version.item.number
    browser("officer").post(reverse("work:release", args=[number]))
    browser("first").post(reverse("work:item-withdraw", args=[number]), {"reason": "附件有误", "sure": "yes"})
    browser("clerk").post(reverse("work:item-correct", args=[number]))
    browser("clerk").post(reverse("work:draft-discard", args=[number]), {"reason": "不再公开"})
    assert Item.objects.get(number=number).state == Item.State.WITHDRAWN


def test_what_is_not_disclosed_is_filed_after_its_sign_off(browser, typed):
    submission = sent(browser, typed, attribute="on_application", ground="internal_affairs")
    signed(browser, submission)
    item = Item.objects.get()
    assert item.state == Item.State.FILED
    assert not public().exists()
    browser("clerk").post(reverse("work:item-correct", args=[item.number]))
    browser("clerk").post(reverse("work:draft-discard", args=[item.number]), {"reason": "照旧"})
    assert Item.objects.get().state == Item.State.FILED


def test_a_deadline_that_signing_sets_is_known_from_the_sign_off_on(browser, typed, world):
    from gongkai.ledger import clock
    from gongkai.publishing.deadlines import working

    submission = sent(browser, typed, formed="signing", formed_on="")
    assert "签发后起算 20 个工作日" in text(browser("first").get(reverse("work:review", args=[submission.pk])))
    signed(browser, submission)
    due = working(clock.today(), world.town).due
    for page in (
        reverse("work:today"),
        reverse("work:releases"),
        reverse("work:release", args=[submission.version.item.number]),
    ):
        assert f"{due.month}月{due.day}日前" in text(browser("officer").get(page)), page


def test_a_version_that_the_officer_has_not_seen_is_not_released(browser, typed):
    submission = sent(browser, typed)
    signed(browser, submission)
    page = reverse("work:release", args=[submission.version.item.number])
    answer = browser("officer").post(page, {"version": str(submission.version.pk - 1)})
    assert answer.status_code == 422
    assert "请看过下面这一版再发布" in text(answer)
    assert not public().exists()
    assert browser("officer").post(page, {"version": str(submission.version.pk)}).status_code == 302
