"""Numbers of persons and 密级 marks in text. Numbers are made up: region 640399 and mobile prefix 154 are not assigned."""

import pytest

from gongkai.screening.text import screen_text, secrecy_marks

# 6403 99 1990-03-07 001: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 give 42+36+0+15+72+36+2+9+54+0+0+27+0+35+0+0+2
# = 330, and 330 mod 11 = 0, whose check is 1.
IDENTITY = "640399199003070011"
MOBILE = "15400138000"


def kinds(text):
    return [f.kind for f in screen_text(text)]


@pytest.mark.parametrize("text", [
    f"身份证号：{IDENTITY}。",
    "640399 19900307 0011",
    "6403991990-0307-0011",
    "６４０３９９１９９００３０７００１１",
    "六四〇三九九一九九〇〇三〇七〇〇一一",
    "64\u200b0399\u200b199003070011",
    "640399199\n003070011",
    "\t".join(IDENTITY),
    " | ".join(IDENTITY),
])  # fmt: skip
def test_an_identity_number_is_found_however_it_is_written(text):
    (found,) = screen_text(text)
    assert (found.kind, found.sample, found.blocking) == ("id_number", "64*************011", True)


def test_offsets_point_at_what_was_found():
    text = f"申请人{IDENTITY}，电话{MOBILE}。"
    assert [text[f.start : f.end] for f in screen_text(text)] == [IDENTITY, MOBILE]


@pytest.mark.parametrize("text", [
    "640399199013070011",  # no thirteenth month
    "640399199003070012",  # the check is wrong
    "000399199003070011",  # no such province
    "11640121010100128C",  # a unified social credit code
    "宁政办发〔2021〕30号",
    "合计13800138000元",
    "流水号：13800138000",
    "0\t0\t0\t0\t0\t0\t0\n13\t8\t0\t0\t1\t3\t8\n0\t0\t0\t0\t0\t0\t0",
    "2021年1月1日至2021年12月31日，共收到26件",
    "邮编750100，全年完成20210113",
    "客服电话 400-820-8820",
])  # fmt: skip
def test_numbers_that_are_nobodys_do_not_alarm(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text", [MOBILE, "154-0013-8000", "154 0013 8000", "+86 15400138000", "一五四〇〇一三八〇〇〇"]
)
def test_a_mobile_number_is_found_however_it_is_written(text):
    assert kinds(text) == ["mobile"]


def test_an_office_telephone_may_be_kept_with_a_reason():
    (found,) = screen_text("值班电话：15400138000")
    assert (found.kind, found.blocking) == ("mobile", False)


def test_a_landline_is_found_with_its_area_code_or_its_name():
    assert kinds("0953-5098000") == kinds("电话：5098000") == ["landline"]
    assert kinds("编号5098000") == []


def test_a_bank_card_needs_prefix_and_check():
    # 622202 1234567 890 12|8: made up, ends with its Luhn check.
    assert kinds("卡号：6222 0212 3456 7890 128") == ["bank_card"]
    assert kinds("2222021234567890128") == []


@pytest.mark.parametrize("text", ["机密★10年", "绝密★", "秘 密★启封前", "机　密★", "密级：秘密", "密级：机密★10年"])
def test_a_secrecy_mark_in_its_official_form_stops(text):
    (found,) = secrecy_marks(text)
    assert found.kind == "secrecy_mark"
    assert found.blocking
    assert "停止" in found.message


@pytest.mark.parametrize("text", ["保护商业秘密", "属于国家秘密", "密级：无", "密码和秘密", "五星★好评"])
def test_words_about_secrets_are_no_marks(text):
    assert secrecy_marks(text) == []


def test_no_message_or_sample_shows_what_was_found():
    for found in screen_text(f"{IDENTITY} {MOBILE} 6222021234567890128 zhang.san@163.com"):
        for number in (IDENTITY, MOBILE, "6222021234567890128", "zhang.san"):
            assert number not in found.sample + found.message


def test_the_package_offers_its_names_and_no_others():
    from gongkai import screening

    assert screening.screen_text(MOBILE)[0].kind == "mobile"
    assert screening.masked(MOBILE, screening.screen_text(MOBILE)) == "154****8000"
    assert screening.wording.standard().check("台帐")[0].entry.right == "台账"
    with pytest.raises(AttributeError):
        _ = screening.nothing


def test_a_name_with_a_numeral_stays_a_name_beside_mathematical_digits():
    text = "李一鸣，𝟏𝟓𝟒𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎 🙂"
    assert [text[f.start : f.end] for f in screen_text(text)] == ["李一鸣", "𝟏𝟓𝟒𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎"]
