"""What a screen says: kinds of findings, and the sentence that goes with each."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Finding:
    """One thing in a text that must not go out, or that a person has to look at.

    kind: a key of KINDS.
    start, end: offsets into the text that was screened.
    sample: what was found, masked: safe to show, to log, to print.
    message: Chinese, says what to do.
    blocking: it has to go before the text goes on; otherwise a person may keep it with a reason.
    place: where in a file (page, cell, header …); empty for plain text.
    """

    kind: str
    start: int
    end: int
    sample: str
    message: str
    blocking: bool
    place: str = ""


class Kind(NamedTuple):
    """A kind of finding: its name for people, what to do about it, and whether it blocks."""

    label: str
    advice: str
    blocking: bool


# Blocking: 完整的证件号、账号，健康、未成年人信息 cannot be kept with a reason; 联系人、值班电话 can. Mobile numbers
# block unless the text itself says that they are an office's (see `numbers`).
# Source: 《个人信息保护法》第六条、第二十五条、第二十八条；《保守国家秘密法》第三十一条。
KINDS: dict[str, Kind] = {
    "secrecy_mark": Kind("密级标识", "请立即停止处理，按保密规定线下办理", True),
    "id_number": Kind("居民身份证号码", "请整段删去；依规必须公开的，只留前2位和后3位", True),
    "mobile": Kind("手机号码", "请删去，或改用办公电话", True),
    "landline": Kind("固定电话", "请核对是否办公电话；私人电话请删去", False),
    "bank_card": Kind("银行卡号", "请整段删去", True),
    "passport": Kind("护照、通行证等证件号码", "请整段删去", True),
    "email": Kind("电子邮箱", "请核对是否单位邮箱；私人邮箱请删去", False),
    "address": Kind("门牌住址", "请删到乡镇、街道为止", False),
    "birth_date": Kind("出生日期", "请删去，或只留年份", False),
    "name": Kind("姓名与个人信息相连", "请核对是否依规公开；不是的请删去姓名", False),
    "minor": Kind("未成年人信息", "请删去；未成年人名单不得公开", True),
    "health": Kind("与姓名相连的病残信息", "请删去", True),
    "location": Kind("照片拍摄位置", "请去掉照片的位置信息后再上传", False),
    "metadata": Kind("文件属性中的姓名", "请在文件属性中删去后再上传", False),
}


def finding(kind: str, start: int, end: int, sample: str, *, blocking: bool | None = None, note: str = "") -> Finding:
    """A finding of `kind` with its own sentence. note: added to the name of the kind, for what is only likely."""
    about = KINDS[kind]
    message = f"发现{about.label}{note}，{about.advice}。"
    return Finding(kind, start, end, sample, message, about.blocking if blocking is None else blocking)
