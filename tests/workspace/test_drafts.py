"""The draft form: what is refused keeps what was typed; secrets are never stored; no save overwrites another."""

import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from gongkai.files.models import StoredFile
from gongkai.ledger.models import Entry
from gongkai.organisation.models import Person
from gongkai.publishing.drafts import fields_of, save
from gongkai.publishing.models import Draft, Item
from gongkai.review.models import Submission

pytestmark = pytest.mark.django_db
NEW = "/work/drafts/new"
IDENTITY = "110101199003078056"  # made up; its check digit is right
SECRET = "秘密★5年"


def text(answer):
    return answer.content.decode()


def written(browser, typed, **changes):
    answer = browser("clerk").post(NEW, typed(**changes))
    assert answer.status_code == 302, text(answer)
    return Item.objects.latest("id")


def everything_stored():
    """Every row of every table, and every file of the home, as one text."""
    said = []
    for name in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{name}"')
            said.append(repr(cursor.fetchall()))
    return "\n".join(said)


@pytest.mark.parametrize("place", ["title", "body", "author_name", "source", "document_number", "citation"])
def test_a_mark_of_secrecy_in_any_field_stops_everything_and_stays_in_the_answer(browser, typed, place, caplog):
    browser("clerk")
    entries = Entry.objects.count()
    answer = browser("clerk").post(NEW, typed(**{place: f"关于某事 {SECRET}"}))
    assert answer.status_code == 422
    assert "本系统为非涉密系统，已停止保存" in text(answer)
    assert SECRET in text(answer)
    assert not Item.objects.exists()
    assert Entry.objects.count() == entries
    assert SECRET not in everything_stored()
    assert SECRET not in caplog.text


def test_the_ground_of_state_secrets_stops_everything(browser, typed):
    answer = browser("clerk").post(NEW, typed(attribute="withheld", ground="state_secret", title="某件事"))
    assert answer.status_code == 422
    assert "理由选了“国家秘密”" in text(answer)
    assert not Item.objects.exists()
    assert "某件事" not in everything_stored()


def test_a_secret_file_is_refused_before_any_file_is_stored(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    good = SimpleUploadedFile("附表.txt", "六个村的汇总".encode())
    bad = SimpleUploadedFile("通知.txt", f"{SECRET}\n内容".encode())
    answer = browser("clerk").post(NEW, typed(files=[good, bad]))
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert not list(tmp_path.rglob("files/*/*"))
    assert not Item.objects.exists()


def test_uploads_are_held_in_memory_only():
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]


def test_a_secret_mark_stops_a_save_and_the_draft_stays_as_it_was(browser, typed):
    item = written(browser, typed)
    before = item.drafts.get().sealed
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), typed(body=f"{SECRET}\n正文"))
    assert answer.status_code == 422
    assert item.drafts.get().sealed == before


def test_files_are_attached_shown_and_taken_off(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed, files=[SimpleUploadedFile("附表.txt", "六个村的汇总".encode())])
    attached = item.drafts.get().files.get()
    shown = browser("clerk").get(reverse("work:draft-file", args=[item.number, attached.pk]))
    assert shown.content.decode() == "六个村的汇总"
    assert browser("first").get(reverse("work:draft-file", args=[item.number, attached.pk])).status_code == 403
    assert browser("x-clerk").get(reverse("work:draft-file", args=[item.number, attached.pk])).status_code == 404
    browser("clerk").post(reverse("work:draft", args=[item.number]), typed(detach=[str(attached.pk)]))
    assert not item.drafts.get().files.exists()


def test_a_file_whose_original_is_gone_says_so(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed, files=[SimpleUploadedFile("附表.txt", "六个村的汇总".encode())])
    attached = item.drafts.get().files.get()
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    answer = browser("clerk").get(reverse("work:draft-file", args=[item.number, attached.pk]))
    assert answer.status_code == 503
    assert "请管理员从备份恢复" in text(answer)


def test_a_file_that_is_not_taken_keeps_the_text(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.exe", b"MZ")
    answer = browser("clerk").post(NEW, typed(title="带附件的", files=[SimpleUploadedFile("a.zip", packed.getvalue())]))
    assert answer.status_code == 422
    assert "不是可以公开的文件类型" in text(answer)
    assert "带附件的" in text(answer)
    assert not Item.objects.exists()


def test_personal_data_stops_the_sending_up_with_place_and_masked_sample(browser, typed):
    item = written(browser, typed)
    words = typed(body=f"第一段。\n联系人身份证号{IDENTITY}。", act="send")
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), words)
    assert answer.status_code == 422
    assert "正文第2段" in text(answer)
    assert not Submission.objects.exists()
    panel = text(answer).split('id="checks"')[1]
    assert IDENTITY not in panel


@pytest.mark.parametrize("place", ["author_name", "source", "citation", "document_number"])
def test_personal_data_in_a_short_field_is_found_too(browser, typed, place):
    item = written(browser, typed)
    words = typed(act="send", nature="reprint", **{"source": "某报", place: f"张某，身份证号{IDENTITY}"})
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), words)
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_an_office_telephone_may_stay_with_a_reason(browser, typed):
    item = written(browser, typed)
    page = reverse("work:draft", args=[item.number])
    words = {"body": "监督电话：0951-5012345（值班电话）。", "act": "send"}
    refused = browser("clerk").post(page, typed(**words))
    assert refused.status_code == 422
    assert "要保留，请写理由" in text(refused)
    taken = browser("clerk").post(page, typed(**words, revision="2", reason_landline="公开的值班电话"))
    assert taken.status_code == 302
    submission = Submission.objects.get()
    assert "公开的值班电话" in text(browser("first").get(reverse("work:review", args=[submission.pk])))


def test_everything_that_is_missing_is_listed(browser, typed):
    item = written(browser, typed, title="", body="", station="", formed_on="", author_name="")
    shown = text(browser("clerk").get(reverse("work:draft", args=[item.number])))
    for sentence in ("请填写标题。", "请填写正文。", "请选择责任站所。", "请填写作者", "请填写成文日期"):
        assert sentence in shown


def test_a_day_that_does_not_exist_is_refused_in_chinese(browser, typed):
    answer = browser("clerk").post(NEW, typed(formed_on="2022-02-30", title="日期写错"))
    assert answer.status_code == 422
    assert "成文日期不是有效的日期，请按 2022-01-20 的样子填写。" in text(answer)
    assert "日期写错" in text(answer)


def test_a_save_without_its_revision_answers_409_and_a_text_that_is_not_handed_in_stays(browser, typed):
    item = written(browser, typed, body="甲写的一段。")
    page, before = reverse("work:draft", args=[item.number]), fields_of(Draft.objects.get())
    for words in ({}, {"body": "丙写的一段。"}, {"body": "丙写的一段。", "revision": ""}):
        answer = browser("clerk").post(page, words)
        assert answer.status_code == 409
        assert "body" not in words or ("丙写的一段。" in text(answer) and "甲写的一段。" in text(answer))
        assert fields_of(Draft.objects.get()) == before
    browser("clerk").post(page, {**typed(revision="1"), "act": "save"})
    kept = Draft.objects.get()
    without = {name: value for name, value in typed().items() if name not in ("title", "body")}
    assert browser("clerk").post(page, {**without, "revision": kept.revision}).status_code == 302
    now = fields_of(Draft.objects.get())
    assert (now["title"], now["body"]) == (fields_of(kept)["title"], fields_of(kept)["body"])


def test_a_stale_save_answers_409_with_both_texts(browser, typed):
    item = written(browser, typed, body="甲写的一段。")
    page = reverse("work:draft", args=[item.number])
    assert browser("clerk", fresh=True).post(page, typed(body="乙写的一段。")).status_code == 302
    answer = browser("clerk").post(page, typed(body="丙写的一段。"))
    assert answer.status_code == 409
    assert "这份稿件刚被别处保存过" in text(answer)
    assert "乙写的一段。" in text(answer)
    assert "丙写的一段。" in text(answer)
    assert "<del>乙</del><ins>丙</ins>" in text(answer)
    assert fields_of(item.drafts.get())["body"] == "乙写的一段。"
    again = browser("clerk").post(page, typed(body="丙写的一段。", revision="2"))
    assert again.status_code == 302
    assert fields_of(item.drafts.get())["body"] == "丙写的一段。"


def test_a_stale_save_keeps_its_uploads(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed)
    page = reverse("work:draft", args=[item.number])
    browser("clerk", fresh=True).post(page, typed(body="乙写的一段。"))
    answer = browser("clerk").post(page, typed(files=[SimpleUploadedFile("附表.txt", "汇总".encode())]))
    note = text(answer).split('name="kept" value="')[1].split('"')[0]
    assert browser("clerk").post(page, typed(revision="2", kept=note)).status_code == 302
    assert item.drafts.get().files.get().name == "附表.txt"


def test_a_colleagues_draft_is_only_shown_until_one_takes_it_over(browser, typed, world):
    item = written(browser, typed, body="甲写的一段。")
    page = reverse("work:draft", args=[item.number])
    shown = text(browser("cadre").get(page))
    assert f"现在由{world['clerk'].name}在写" in shown
    assert f"上次由{world['clerk'].name}保存" in shown
    assert "<fieldset" in shown
    assert " disabled>" in shown
    assert "保存并送审" not in shown
    taken = browser("cadre").post(page, {"act": "take"}, follow=True)
    assert "现在由您接着改" in text(taken)
    assert "保存并送审" in text(taken)
    assert browser("cadre").post(page, typed(body="乙接着写的。")).status_code == 302
    draft = item.drafts.get()
    assert (draft.author, draft.writer, draft.saved_by) == (world["clerk"], world["cadre"], world["cadre"])
    assert Entry.objects.filter(kind="item.taken_over", subject=item.subject).count() == 1
    assert world["cadre"].name in text(browser("clerk").get(page))


def test_nobody_saves_over_a_colleague_without_saying_so_and_nothing_typed_is_lost(browser, typed, world):
    item = written(browser, typed, body="甲写的一段。")
    page = reverse("work:draft", args=[item.number])
    for extra in ({}, {"act": "send"}, {"revision": "9"}):
        answer = browser("cadre").post(page, typed(body="乙写的一段。", **extra))
        assert answer.status_code == 409
        assert "甲写的一段。" in text(answer)
        assert "乙写的一段。" in text(answer)
        assert f"（{world['clerk'].name}，" in text(answer)
        assert "由我接着改，用我填的保存" in text(answer)
        assert 'name="take" value="yes"' in text(answer)
    assert fields_of(item.drafts.get())["body"] == "甲写的一段。"
    quiet = browser("cadre").post(page, typed(body="乙写的一段。"), headers={"X-Autosave": "1"})
    assert quiet.status_code == 409
    assert "由我接着改" in text(quiet)
    assert browser("cadre").post(page, typed(body="乙写的一段。", take="yes")).status_code == 302
    assert fields_of(item.drafts.get())["body"] == "乙写的一段。"


def test_who_was_writing_when_it_was_taken_over_sees_both_texts_and_by_whom(browser, typed, world):
    item = written(browser, typed, body="甲写的一段。")
    page = reverse("work:draft", args=[item.number])
    browser("cadre").post(page, {"act": "take"})
    browser("cadre").post(page, typed(body="乙写的一段。"))
    answer = browser("clerk").post(page, typed(body="丙写的一段。"))
    assert answer.status_code == 409
    assert f"这份稿件现在由{world['cadre'].name}在写" in text(answer)
    assert "<del>乙</del><ins>丙</ins>" in text(answer)
    again = browser("clerk").post(page, typed(body="丙写的一段。", revision="2", take="yes"))
    assert again.status_code == 302
    assert fields_of(item.drafts.get())["body"] == "丙写的一段。"


def test_a_draft_that_was_taken_over_waits_with_the_one_who_writes_it(browser, typed, world):
    item = written(browser, typed, title="换人写的一条")
    browser("cadre").post(reverse("work:draft", args=[item.number]), {"act": "take"})
    assert "换人写的一条" in text(browser("cadre").get("/work/"))
    assert "换人写的一条" not in text(browser("clerk").get("/work/"))
    listed = text(browser("clerk").get("/work/drafts"))
    assert f"{world['clerk'].name}起草，{world['cadre'].name}接着改" in listed


def test_others_do_not_take_a_draft_over(browser, typed):
    item = written(browser, typed)
    page = reverse("work:draft", args=[item.number])
    assert browser("first").post(page, {"act": "take"}).status_code == 403
    assert browser("x-clerk").post(page, {"act": "take"}).status_code == 404
    assert not Entry.objects.filter(kind="item.taken_over").exists()


def test_a_forged_note_of_a_file_attaches_nothing(browser, typed):
    item = written(browser, typed)
    StoredFile.objects.create(digest="a" * 64, size=1, content_type="text/plain", kept_at=item.created_at)
    assert browser("clerk").post(reverse("work:draft", args=[item.number]), typed(kept="a" * 64)).status_code == 302
    assert not item.drafts.get().files.exists()


def test_a_save_after_the_sending_up_keeps_what_was_typed(browser, typed):
    item = written(browser, typed)
    page = reverse("work:draft", args=[item.number])
    assert browser("clerk").post(page, typed(act="send")).status_code == 302
    answer = browser("clerk").post(page, typed(body="送审以后才写的一段。"))
    assert answer.status_code == 409
    assert "已经送审" in text(answer)
    assert "送审以后才写的一段。" in text(answer)


def test_an_autosave_answers_with_the_panel_and_the_new_revision(browser, typed):
    item = written(browser, typed)
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), typed(), headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    assert answer["X-Revision"] == "2"
    assert text(answer).startswith('<section class="card"')


def test_an_autosave_with_a_secret_mark_stores_nothing(browser, typed):
    item = written(browser, typed)
    before = item.drafts.get().sealed
    page = reverse("work:draft", args=[item.number])
    answer = browser("clerk").post(page, typed(body=SECRET), headers={"X-Autosave": "1"})
    assert answer.status_code == 422
    assert item.drafts.get().sealed == before


def test_sending_up_takes_what_is_stored_not_an_older_copy(world):
    import factories

    from gongkai.publishing import drafts, services

    draft = drafts.start(factories.fields(world), agency=world.town, by=world["clerk"])
    save(draft, factories.fields(world, title="后来改的标题"), revision=1, by=world["clerk"])
    assert services.send_up(draft, by=world["clerk"]).title == "后来改的标题"


def test_every_page_where_text_goes_in_says_that_this_is_no_system_for_secrets(browser, typed):
    item = written(browser, typed)
    for page in (NEW, f"/work/drafts/{item.number}", f"/work/drafts/{item.number}/discard", "/work/"):
        assert "本系统为非涉密系统" in text(browser("clerk").get(page))
    for page in ("/work/admin/agencies/new", "/work/admin"):
        assert "本系统为非涉密系统" in text(browser("admin").get(page))


def test_the_deadline_is_shown_with_its_working(browser, typed):
    item = written(browser, typed)
    shown = text(browser("clerk").get(reverse("work:draft", args=[item.number])))
    assert "怎么算的" in shown
    assert "《条例》第二十六条" in shown
    assert Draft.objects.get(item=item).due_on is not None


def test_nothing_of_a_draft_is_stored_in_clear(browser, typed):
    written(browser, typed, title="只在标题里的一句话", body="只在稿件里的一句话。")
    assert "只在稿件里的一句话" not in everything_stored()
    assert "只在标题里的一句话" not in everything_stored()
    assert Path(settings.HOME).is_dir()


def test_a_gone_original_stops_the_sending_up_with_a_sentence(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed, files=[SimpleUploadedFile("只此一份.txt", "只此一份的汇总".encode())])
    for path in (tmp_path / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    shown = browser("clerk").get(reverse("work:draft", args=[item.number]))
    assert "请管理员从备份恢复" in text(shown)
    assert browser("clerk").post(reverse("work:draft", args=[item.number]), typed(act="send")).status_code == 422


def test_an_attachment_is_screened_with_place_and_masked_sample(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed, files=[SimpleUploadedFile("名单.txt", f"张某 身份证号{IDENTITY}".encode())])
    shown = text(browser("clerk").get(reverse("work:draft", args=[item.number])))
    assert "附件“名单.txt”" in shown
    assert IDENTITY not in shown


def test_an_upload_that_is_too_big_is_refused_and_the_text_stays(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    big = SimpleUploadedFile("大.txt", b"a" * (settings.FILE_UPLOAD_MAX_MEMORY_SIZE + 1))
    answer = browser("clerk").post(NEW, typed(title="附件太大的", files=[big]))
    assert answer.status_code == 422
    assert "一次上传合计不能超过 20 MB" in text(answer)
    assert "附件太大的" in text(answer)
    assert not Item.objects.exists()
    assert not list(tmp_path.rglob("files/*/*"))


def test_an_upload_with_a_refused_form_need_not_be_looked_for_again(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    upload = SimpleUploadedFile("附表.txt", "六个村的汇总".encode())
    answer = browser("clerk").post(NEW, typed(formed_on="2022-02-30", files=[upload]))
    assert answer.status_code == 422
    assert "已收到“附表.txt”" in text(answer)
    note = text(answer).split('name="kept" value="')[1].split('"')[0]
    assert browser("clerk").post(NEW, typed(kept=note)).status_code == 302
    assert Item.objects.get().drafts.get().files.get().name == "附表.txt"


def test_an_upload_beside_a_secret_text_is_not_stored(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    upload = SimpleUploadedFile("附表.txt", "六个村的汇总".encode())
    answer = browser("clerk").post(NEW, typed(body=SECRET, files=[upload]))
    assert answer.status_code == 422
    assert not StoredFile.objects.exists()
    assert not list(tmp_path.rglob("files/*/*"))


def test_a_refused_sending_up_attaches_its_upload_once(browser, typed, settings, tmp_path):
    settings.HOME = tmp_path
    item = written(browser, typed)
    upload = SimpleUploadedFile("附表.txt", "六个村的汇总".encode())
    answer = browser("clerk").post(
        reverse("work:draft", args=[item.number]), typed(act="send", author_name="", files=[upload])
    )
    assert answer.status_code == 422
    assert 'name="kept"' not in text(answer)
    assert item.drafts.get().files.count() == 1


def test_a_reason_that_was_typed_stays_in_a_refused_form(browser, typed):
    item = written(browser, typed, body="监督电话：0951-5012345（值班电话）。")
    words = typed(formed_on="2022-02-30", reason_landline="公开的值班电话")
    answer = browser("clerk").post(reverse("work:draft", args=[item.number]), words)
    assert answer.status_code == 422
    assert 'value="公开的值班电话"' in text(answer)


def test_a_new_draft_is_by_the_station_until_one_says_otherwise(browser, world):
    page = text(browser("clerk").get(NEW))
    assert 'name="author_is_collective" value="yes"' in page
    assert f'name="author_name" value="{Person.objects.get(login="clerk").station.name}"' in page


def test_wrong_forms_are_hints_beside_the_text_and_keep_nothing_from_being_sent_up(browser, typed):
    item = written(
        browser, typed, title="截止目前的公式栏", body="第一段没有问题。\n各村建立工作台帐，工作台帐每月更新。"
    )
    page = reverse("work:draft", args=[item.number])
    shown = text(browser("clerk").get(page))
    assert "用字建议" in shown
    assert "“截止目前”应作“截至目前”" in shown
    assert "“公式栏”应作“公示栏”" in shown
    assert shown.count("“台帐”应作“台账”") == 1
    assert '<span class="muted">正文第2段</span>' in shown
    assert "可以送审" in shown
    assert browser("clerk").post(page, typed(title="截止目前的公式栏", act="send")).status_code == 302
    submission = Submission.objects.get()
    review = text(browser("first").get(reverse("work:review", args=[submission.pk])))
    assert "“截止目前”应作“截至目前”" in review
    assert "台帐" not in review


def test_a_text_without_wrong_forms_has_no_hints(browser, typed):
    item = written(browser, typed)
    assert "用字建议" not in text(browser("clerk").get(reverse("work:draft", args=[item.number])))


def test_a_draft_is_listed_and_found_by_its_title_before_it_was_ever_sent_up(browser, typed):
    item = written(browser, typed, title="冬季供水检修")
    for page in ("/work/", "/work/drafts", "/work/items?tab=working", "/work/items?tab=working&q=供水"):
        assert "冬季供水检修" in text(browser("clerk").get(page)), page
    assert "冬季供水检修" not in text(browser("clerk").get("/work/items?tab=working&q=没有这个"))
    assert str(item.number) in text(browser("clerk").get(f"/work/items?tab=working&q={item.number}"))
