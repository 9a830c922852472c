"""The lexicon of wording."""

import pytest

from gongkai.screening.wording import BadLexicon, extended, standard


def forms(text, lexicon=None):
    return [(w.entry.wrong, w.entry.right) for w in (lexicon or standard()).check(text)]


@pytest.mark.parametrize(("text", "wrong", "right"), [
    ("截止目前以公开公告", "截止目前", "截至目前"),
    ("在公式栏张贴", "公式栏", "公示栏"),
    ("以发布驻村心得", "以发布", "已发布"),
    ("建立工作台帐", "台帐", "台账"),
    ("政府信息公开条列", "信息公开条列", "信息公开条例"),
    ("走访残废人家庭", "残废人", "残疾人"),
])  # fmt: skip
def test_a_wrong_form_is_named_with_the_right_one(text, wrong, right):
    assert (wrong, right) in forms(text)


@pytest.mark.parametrize("text", [
    "可以发布公告", "法人代表大会", "规范性文件件数", "按装修标准", "预防犯罪", "报名截止20日", "目的的确立", "以公开为常态",
    "各级人民政府按照部署妥善处置", "搭帐篷，进入帐篷", "签定性结论", "补充份额",
])  # fmt: skip
def test_a_form_that_is_right_in_its_context_is_left_alone(text):
    assert forms(text) == []


def test_every_row_says_what_is_right_and_why_and_none_corrects_into_another_wrong_form():
    for entry in standard().entries:
        assert entry.kind
        assert entry.source
        assert standard().check(entry.right) == [], entry
        assert all(entry.wrong in context and context != entry.wrong for context in entry.unless), entry


def test_an_agency_adds_its_own_words_and_overrules_ours(tmp_path):
    own = tmp_path / "用字.tsv"
    own.write_text("# 本乡\n柳西乡\t柳溪乡\n台帐\t工作台账\t用语\t本乡规定\n", encoding="utf-8")
    assert forms("柳西乡台帐", extended(own)) == [("柳西乡", "柳溪乡"), ("台帐", "工作台账")]


@pytest.mark.parametrize(("text", "said"), [
    ("只有一栏", "第2行“正写”一栏是空的"), ("甲\t甲", "第2行：误写和正写相同"), ("甲\t乙\t不知", "第2行“类别”一栏写的是“不知”"),
    ("好\t良", "第2行：误写“好”在第1行已经有了"), ("甲\t乙\t用语\t本乡\t丙丁", "第2行“不算误写的上下文”一栏"),
])  # fmt: skip
def test_a_bad_row_is_named_by_its_file_line_and_column(text, said, tmp_path):
    (tmp_path / "a.tsv").write_text(f"好\t坏\n{text}\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"a\.tsv") as fault:
        extended(tmp_path / "a.tsv")
    assert said in str(fault.value)


def test_a_row_of_headings_is_no_entry(tmp_path):
    (tmp_path / "a.tsv").write_text("误写\t正写\t类别\t依据\n柳西乡\t柳溪乡\n", encoding="utf-8")
    assert forms("误写柳西乡", extended(tmp_path / "a.tsv")) == [("柳西乡", "柳溪乡")]


def test_a_table_that_cannot_be_opened_is_named_in_chinese(tmp_path):
    (tmp_path / "gbk.tsv").write_bytes("甲\t乙".encode("gb18030"))
    for name, said in (("没有.tsv", "打不开"), ("gbk.tsv", "不是 UTF-8")):
        with pytest.raises(BadLexicon, match=said):
            extended(tmp_path / name)
