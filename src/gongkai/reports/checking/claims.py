"""What the narrative claims of requests, appeals, documents and decisions: every count with the cells that it is a count of.

A count is read where it stands: by the words before it in its clause (`上年结转` 1 件), else by those behind it
(2 件 `结转下年度`). What is said of letters, hotlines, proposals or licences is no claim about requests.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law.report_form import FORM_2021
from gongkai.reports.checking.finding import Context
from gongkai.reports.checking.places import sentences
from gongkai.reports.model import Number, Paragraph

__all__ = ["BOTH", "CONCLUDED", "RECEIVED", "SUED", "Claim", "claims", "table_value"]
RECEIVED, BOTH, CONCLUDED = "requests/received/total", "requests/received+carried_in/total", "requests/concluded/total"
CARRIED_IN, CARRIED_OVER = "requests/carried_in/total", "requests/carried_over/total"
REVIEWED, SUED = "appeals/reconsideration/total", "appeals/litigation_direct+litigation_after/total"
APPEALED = "appeals/reconsideration+litigation_direct+litigation_after/total"


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of claim: what it is called, where it may stand in the tables, how it is said.

    before: the end of the words before the number. after: the beginning of the words behind it.
    certain: whether the words are the form's own, so that a difference is more than a manner of speaking.
    keys, keys_after: words one of which both must have: a quick look before the patterns.
    also: what the sentence must say besides. nearby: it is enough that the paragraph says it, for a hint.
    """

    name: str
    homes: tuple[str, ...]
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    certain: bool = True
    also: re.Pattern[str] | None = None
    nearby: bool = False
    keys: tuple[str, ...] = ()
    keys_after: tuple[str, ...] = ()

    def ends(self, before: str) -> bool:
        """Whether the words before a number end as this kind is said."""
        if self.before is None or (self.keys and not any(key in before for key in self.keys)):
            return False
        return self.before.search(before) is not None

    def begins(self, clause: str) -> re.Match[str] | None:
        """How the words behind a number begin as this kind is said."""
        if self.after is None or (self.keys_after and not any(key in clause for key in self.keys_after)):
            return None
        return self.after.match(clause)


@dataclass(frozen=True, slots=True)
class Claim:
    """One count of the narrative. words: as the sentence says it. start, end: where they stand in the sentence."""

    kind: Kind
    value: int
    words: str
    path: str
    paragraph: Paragraph
    sentence: str
    start: int
    end: int
    certain: bool
    year: int | None = None  # another year than the report's

    @property
    def home(self) -> str:
        """The place that it is first of all about."""
        return self.kind.homes[0]


def group(*names: str) -> str:
    """The rows of blocks of table three, added."""
    keys = [
        row.key
        for row in FORM_2021.requests
        if any(row.key == name or row.key.startswith(name + ".") for name in names)
    ]
    return f"requests/{'+'.join(keys)}/total"


# fmt: off
FILL = r"(?:申请|案件|案|事项|事务|情况|等|件数|数量|总数|数|件|的|共计|总计|合计|共|均|各|有|达到?|为|是|了|[:：“”\"\s])*$"
LED = r"^[\s，]*(?:的|为|有关|关于|涉及|系|属于|已经?|由于|因|被|均|全部|申请|其中|依法|按期|按时|按规定|“|\")*"
NEXT = r"(?:下(?:一)?(?:个)?年度?|次年度?|来年|明年|20\d\d年度?)"
LAST = r"(?:上(?:一)?(?:个)?年度?|去年|往年|20\d\d年度?)"
REQUEST = re.compile(r"申请|依申请公开")
BLOCKS = (  # a result's name, as the narrative says it, its rows
    ("予以公开、部分公开", r"予以公开(?:及|和|或者?|、|与|（含)部分公开", ("granted", "partially_granted")),
    ("予以公开", r"(?<!不)予以公开|(?<![不部分动])同意公开", ("granted",)),
    ("部分公开", r"部分公开", ("partially_granted",)),
    ("不予公开", r"不予公开|不同意公开", ("refused",)),
    ("无法提供", r"无法提供", ("unable",)),
    ("不予处理", r"不予处理", ("not_processed",)),
    ("其他处理", r"其他处理", ("other",)),
    ("属于国家秘密", r"属于国家秘密", ("refused.state_secret",)),
    ("其他法律行政法规禁止公开", r"(?:法律|行政法规|法规)禁止公开", ("refused.prohibited_by_law",)),
    ("危及三安全一稳定", r"三安全一稳定”?", ("refused.security_or_stability",)),
    ("保护第三方合法权益", r"第三方(?:的)?合法权益", ("refused.third_party_interest",)),
    ("属于三类内部事务信息", r"内部事务(?:性)?信息", ("refused.internal_affairs",)),
    ("属于四类过程性信息", r"过程性+信息", ("refused.deliberative",)),
    ("属于行政执法案卷", r"行政执法案卷(?:信息)?", ("refused.enforcement_file",)),
    ("属于行政查询事项", r"行政查询事项", ("refused.inquiry_matter",)),
    ("本机关不掌握相关政府信息", r"不掌握(?:相关|该|所申请)?(?:的)?(?:政府)?信息|(?:政府)?信息不存在", ("unable.not_held",)),
    ("没有现成信息需要另行制作", r"(?:需要?)?另行制作", ("unable.needs_creation",)),
    ("补正后申请内容仍不明确", r"仍不明确", ("unable.still_unclear",)),
    ("信访举报投诉类申请", r"信访(?:、|举报|投诉)*类申请", ("not_processed.petition",)),
    ("重复申请", r"重复申请(?:不予处理)?", ("not_processed.repeated",)),
    ("要求提供公开出版物", r"公开出版物", ("not_processed.published_material",)),
    ("无正当理由大量反复申请", r"大量反复申请", ("not_processed.excessive",)),
    ("逾期不补正", r"逾期不补正", ("other.clarification_lapsed",)),
    ("逾期不缴费", r"逾期(?:未|不)缴费", ("other.fee_unpaid",)),
)


def kind(name: str, homes: str | tuple[str, ...], before: str = "", after: str = "", *, certain: bool = True, also: str = "", nearby: bool = False) -> Kind:
    """A kind of claim with its patterns."""
    places = (homes,) if isinstance(homes, str) else homes
    return Kind(name, places, re.compile(f"(?:{before})" + FILL) if before else None, re.compile(LED + f"(?:{after})") if after else None,
                certain, re.compile(also) if also else None, nearby, literals(before), literals(after))


def literals(pattern: str) -> tuple[str, ...]:
    """Words one of which every text has that a pattern matches: the longest of each alternative; none if one has no word."""
    found: list[str] = []
    while re.search(r"\([^()]*\)", pattern):
        pattern = re.sub(r"\([^()]*\)(?:[?*+]|\{[\d,]+\})*\??", "~", pattern)
    for each in pattern.split("|"):
        words = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"\[[^\]]*\](?:\{[\d,]+\})?|[\u4e00-\u9fff][?*]", "~", each))
        if not words:
            return ()
        found.append(max(words, key=len))
    return tuple(found)


APPLICANTS = (  # who asked, the columns of table three
    ("自然人", r"自然人(?:(?:提出|提交)?(?:的)?(?:公开政府信息的|政府信息公开|信息公开|依申请公开))?", "natural_person"),
    ("法人或其他组织", r"法人(?:或|和|及|与|、)?(?:者)?其[他它]组织", "company+research_institute+public_interest_body+legal_services+other_body"),
    ("商业企业", r"商业企业", "company"), ("科研机构", r"科研机构", "research_institute"), ("社会公益组织", r"社会公益组织", "public_interest_body"), ("法律服务机构", r"法律服务机构", "legal_services"),
)
DISCLOSURE = r"信息公开|依申请|政府信息"
COURT = r"信息公开|依申请|^(?!.*(?:办理|审理|受理|审结|应诉|司法|法治|法制|维稳)).*(?:复议|诉讼)"
MANY = r"申请|同意公开|(?:(?:予以公开|部分公开|不予公开|无法提供|不予处理)\s*\d+.*){2}"
KINDS = (
    *(kind(name, tuple(f"requests/{rows}/{column}" for rows in ("received", "received+carried_in", "concluded")), rf"{pattern}(?:提出|提交)?(?:的)?", "", certain=False, also="申请", nearby=True)
      for name, pattern, column in APPLICANTS),
    kind("行政复议、诉讼", APPEALED, r"复议[^，；\d]{0,4}(?:、|和|或者?|及|与)(?:提起|被提起|发生)?(?:行政)?诉讼", certain=False, also=COURT, nearby=True),
    kind("行政诉讼", "appeals/litigation_direct/total", r"(?:未经复议)?直接(?:起诉|提起(?:行政)?诉讼)", certain=False, also="诉"),
    kind("行政诉讼", "appeals/litigation_after/total", r"复议后(?:再)?(?:起诉|提起(?:行政)?诉讼)", certain=False, also="诉"),
    kind("行政诉讼", SUED, r"诉讼(?:类)?|被(?:起诉|诉)", r"(?:政府)?信息公开[^，。；\d复]{0,4}诉讼|(?:提起)?(?:行政)?诉讼", certain=False, also=COURT, nearby=True),
    kind("行政复议", REVIEWED, r"复议(?:类)?", r"(?:政府)?信息公开[^，。；\d诉]{0,4}复议|(?:提起|申请)?行政复议", also=COURT, nearby=True),
    *(kind(name, f"appeals/reconsideration/{key}", rf"(?:结果)?{name}", rf"(?:结果|予以)?{name}", certain=False, also="^(?!.*诉讼).*复议")
      for name, key in (("维持", "upheld"), ("纠正", "corrected"), ("尚未审结", "pending"))),
    kind("上年结转", CARRIED_IN, rf"{LAST}(?:结转|转结|遗留|未办结)[^，。；\d]{{0,14}}?|(?:结转|转结)(?:自)?{LAST}[^，。；\d后收受]{{0,10}}?", rf"(?:为|系)?{LAST}(?:结转|转结)"),
    kind("结转下年度", CARRIED_OVER, rf"(?:结转|转结?|顺延|延)[到至入]?{NEXT}[^，。；\d]{{0,10}}?|(?:剩余|尚有)[^，。；\d]{{0,4}}未(?:办结|答复)[^，。；\d]{{0,4}}", rf"(?:未办结|未到期|正在办理|尚在办理)?[^，。；\d]{{0,4}}?(?:结转|转结?|顺延|延)[到至入]?{NEXT}"),
    kind("收办申请", BOTH, r"收办[^，。；\d]{0,16}?"),
    *(kind(name, group(*rows), pattern, pattern, certain=False, also=MANY, nearby=True) for name, pattern, rows in BLOCKS),
    kind("收到申请", RECEIVED, r"(?:收到|新收|接到|接收到?|(?<!实际)收取|收到和(?:处理|办理))(?!.{0,6}[费元])[^，。；\d]{0,60}?(?:申请|依申请公开|信息公开)[^，。；\d]{0,14}?|新收到?"),
    kind("办结申请", CONCLUDED, r"(?:办结|办理完毕|处理完毕)[^，。；\d]{0,10}?(?:政府信息公开|依申请公开|信息公开)[^，。；\d]{0,8}?"),
    kind("办结申请", CONCLUDED, r"(?:办结|办理完毕|处理完毕|已办理|答复|回复)[^，。；\d]{0,14}?", r"(?:已?办结|办理完毕|处理完毕|已?答复)", certain=False),
    kind("受理申请", (RECEIVED, BOTH, CONCLUDED), r"(?:受理|办理)[^，。；\d]{0,40}?(?:申请|依申请公开)[^，。；\d]{0,14}?|(?:政府)?信息公开申请(?:数为|总数|共计?)?|登记[^，。；\d]{0,12}?信息公开申请|依申请公开(?:政府)?信息[^，。；\d]{0,6}?(?:数为|共计?|总数|合计)", certain=False),
    kind("依申请公开", (RECEIVED, BOTH, CONCLUDED), r"依申请公开(?:政府信息|信息|办理件|受理件)?", certain=False, also=r"^(?!.*(?:主动公开|属性|公文|不予公开|栏目))"),
    kind("制发规范性文件", "proactive/行政规范性文件/issued", r"(?:制发|制定(?:发布)?|出台|印发)(?:并公开|了)?行政规范性文件", also="行政规范性文件"),
    kind("制发规范性文件", "proactive/行政规范性文件/issued", r"(?:制发|制定)(?:发布|并公开|了|公开)?规范性文件|(?:制发|制定|出台|印发|新发布)(?:并公开|并公布)?的(?:行政)?规范性文件|新发布(?:行政)?规范性文件", certain=False),
    kind("废止规范性文件", "proactive/行政规范性文件/repealed", r"废止(?:失效|了)?(?:行政规范性文件)?", also="行政规范性文件"),
    kind("废止规范性文件", "proactive/行政规范性文件/repealed", r"废止(?:失效|了)?(?:规范性)?(?:文件)?", certain=False, also="规范性文件"),
    kind("现行有效规范性文件", "proactive/行政规范性文件/in_force", r"现行有效(?:的)?(?:行政规范性文件)?", also="行政规范性文件"),
    kind("现行有效规范性文件", "proactive/行政规范性文件/in_force", r"(?:现行|继续)有效(?:的)?(?:行政)?(?:规范性)?(?:文件)?", certain=False, also="规范性文件"),
    *(kind(name, f"proactive/{name}/decisions", rf"作出[^，。；\d]{{0,20}}?{name}(?:处理)?决定") for name in ("行政许可", "行政处罚", "行政强制")),
    *(kind(name, f"proactive/{name}/decisions", rf"{name}(?:处理)?(?:决定)?", rf"{name}(?:处理)?(?:决定|事项|案件|$)", certain=False,
           also=r"(?:作出|办理|办结|实施|处理|全年|共计?)\s*(?:\d+[宗件项个])?行政(?:许可|处罚|强制)|行政(?:许可|处罚|强制)(?:处理)?决定") for name in ("行政许可", "行政处罚", "行政强制")),
)
COUNT = re.compile(r"(?<![\d.〔\[第])(?P<number>\d{1,9}|\d(?: \d)+|(?<![零〇一二三四五六七八九十百两第])[一二三四五六七八九十百两]{1,7}(?=[件份宗起]))(?![\d.,%％‰年月日号]|[ \u00a0][\d年月日])\s*(?P<unit>件次|宗|件|份|条|起|个|次|项|例)?(?P<rest>[余多万亿]?)")
ABOUT = re.compile(r"(?:近|约|超过?|逾|突破|不足|大约)\s*$")
BREAK = re.compile(r"[，,。；;：:（(]|、(?=[^、，。；]{0,12}$)")
CHANGE = re.compile(r"(?:增加|减少|增长|下降|上升|增幅|同比|多|少)了?\s*$")
PAST = re.compile(r"(?:比|较)[^，,。；]{0,12}[（(]?$|(?<!转)(?<!结转自)(?<!转结)(?:去年|上年|上一年|20\d\d年度?)(?:同期)?[（(]?(?:的|为)?\s*$")
PART_OF_YEAR = re.compile(
    r"季度|[上下]半年|(?<!\d)\d{1,2}月份?(?!\s*\d{1,2}\s*日)|近[一二三四五六七八九十两\d]+年|历年|历次|分别|20\d\d年?\s*(?:至|到|[—－~～-]{1,2})\s*20\d\d年|(?:十四五|十三五)"
)  # not the year of the report, or not the whole of it
YEAR = re.compile(r"(20\d{2})\s*年")
CARRYING = re.compile(r"(?:结转|转结?|顺延|延)[到至入自]?\s*20\d\d年|20\d\d年度?(?:结转|转结)")
CHANNEL = re.compile(r"书面|网络|网上|线上|线下|当面|现场|信函|邮寄|邮件|电子|传真|电话|窗口|自然人|企业|法人|信件|邮箱|快递")
ALL_CHANNELS = re.compile(r"法人(?:或|和|及|与|、)?(?:者)?其[他它]|企业、|[^，。]等(?:多种|各类|各种|各)?(?:途径|渠道|方式|形式|组织)|公民、")
TOPIC = re.compile(r"申请|复议|诉讼|规范性文件|结转|转结|收办|行政(?:许可|处罚|强制)|转下|予以公开|部分公开|不予|无法提供|同意公开")
SUBJECT = re.compile(r"申请|信访|发文|信件|来信|热线|留言|提案|建议|工单|诉求|咨询|许可|处罚|强制|复议|诉讼|问政|登记|救助|补贴|低保|贷款|入学|专利|审批|不动产|投诉|举报|来电|信箱|案件|网民|平台件|文件|简报")
NOT_REQUESTS = re.compile(r"问政|网民|历年|登记(?!的?(?:政府)?信息公开|的?依申请)|救助|补贴|低保|贷款|入学|专利|办事|审批|复议申请|执行申请|不动产|投诉|咨询|信访|留言|热线|诉求|许可|提案|建议|复议|诉讼|来信来访")
PARTLY = re.compile(r"要求|纸质|电子|延期|逾期|延长|书面|口头|协助|配合|协办|其中[^办答已按均全]{2,}")  # of some of them
ATTRIBUTES = re.compile(r"主动公开[^，。；]{0,4}\d|公文|属性")  # of documents, not of requests
PUBLISHED = re.compile(r"公示|公开|发布|上传|录入|信息|清单|条目|目录")
NEGATED = re.compile(r"(?:未曾?|没有|均无|(?<![有从毫])无|零)(?P<verb>收到过?|接收?到|新收|受理|收办|发生|出现|产生|涉及|存在|有|被|因|任何|人)?(?P<what>[^，,。；;！？\d]{0,60})")
NOT_NONE = re.compile(r"[费元]|收取|逾期|超期|超时|延期|积压|不予|不予公开|败诉|撤销|纠错|纠正|违法|不满|不服|重大|负面|专门|无关|障碍|正当|偿|法提供|效|论|需|须|条件|故|理由|许可|救助|登记|补贴|投诉申请|法律依据|泄密|追究|答复")
ZERO_NOUN = re.compile(r"(?<![依被])申请(?!人|行政|复议|表|提起|引发|引起|公开引|而|被|所)(?:书|件|事项|的)?|依申请公开(?!的?(?:引|而|栏|专|工作|平台|渠道|办理?不|被))")
# fmt: on


def claims(context: Context) -> list[Claim]:
    """The claims of the whole narrative, in reading order."""
    if "claims of the year" not in context.memo:
        context.memo["claims of the year"] = [claim for claim in all_claims(context) if claim.year is None]
    found: list[Claim] = context.memo["claims of the year"]
    return found


def claims_of(context: Context, year: int) -> list[Claim]:
    """What the narrative says of another year."""
    return [claim for claim in all_claims(context) if claim.year == year]


def all_claims(context: Context) -> list[Claim]:
    """The claims of every year."""
    if "claims" not in context.memo:
        context.memo["claims"] = [
            claim
            for path, paragraph, sentence in sentences(context)
            if TOPIC.search(sentence)
            for claim in of_sentence(context, path, paragraph, sentence)
        ]
    found: list[Claim] = context.memo["claims"]
    return found


def of_sentence(context: Context, path: str, paragraph: Paragraph, sentence: str) -> Iterator[Claim]:
    """The claims of one sentence: its counts, then what it says not to have been."""
    previous = 0
    for match in COUNT.finditer(sentence):
        begin = max([previous, *(m.end() for m in BREAK.finditer(sentence, previous, match.start()))])
        before, behind = sentence[begin : match.start()], sentence[match.end() :]
        previous_end, previous = previous, match.end()
        if not match["unit"] and not re.match(r"\s*(?:[，,；;、。（()）]|$)", behind):
            previous = previous_end  # a number of something else: it ends no claim
            continue
        if match["rest"] or ABOUT.search(before) or CHANGE.search(before) or PAST.search(sentence[: match.start()]):
            continue
        if PART_OF_YEAR.search(sentence, max(sentence.rfind(mark, 0, begin) for mark in "。；;") + 1, match.start()):
            continue
        found = kind_of(before, behind, Said(sentence, paragraph.text, match.start(), match["unit"] or ""))
        if found is None:
            continue
        other = named_year(sentence, match.start())
        other = None if other == context.report.year or context.report.year is None else other
        kind, after = found
        number = count(match["number"])
        if number is None or (match["number"][0] in NUMERALS and re.search("[未没无每任]", before)):
            continue
        kind, after = with_carried(kind, after, behind)
        if kind.homes == (SUED,) and REVIEWED_AND.search(sentence, 0, begin):
            kind = next(each for each in KINDS if each.homes == (APPEALED,))  # 行政复议、行政诉讼数量为 0 件
        if re.match(r"\s*[（(](?:含|包括|其中)非", behind):
            continue
        words = (before + match[0] + after).strip(' 、，,“"')
        sure = kind.certain and (kind.also is None or bool(kind.also.search(sentence)))
        if kind.homes[0].startswith("appeals/"):
            sure = sure and bool(re.search(DISCLOSURE, sentence[: match.end()]))
        yield Claim(kind, number, words[-40:], path, paragraph, sentence, begin, match.end() + len(after), sure, other)  # fmt: skip
        upheld = EACH_UPHELD.match(behind) if kind.homes == (REVIEWED,) and other is None else None
        if upheld:
            outcome = next(each for each in KINDS if each.name == "维持")
            yield Claim(outcome, number, match[0] + upheld[0], path, paragraph, sentence, begin, match.end() + upheld.end(), False)  # fmt: skip
    yield from nothing(context, path, paragraph, sentence)
    yield from all_done(context, path, paragraph, sentence)


REVIEWED_AND = re.compile(r"复议(?:案件|类)?[、和及]$")
EACH_UPHELD = re.compile(r"[，,]\s*(?:结果)?(?:均|全部|都)(?:被|获|为|予以)?(?:结果)?维持")
NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "十": 10, "百": 100}
INCLUDING = re.compile(rf"\s*[（(](?:其中)?(?:含|包括|包含){LAST}(?:结转|转结)[^）)]*[）)]?")


def count(text: str) -> int | None:
    """The number of digits or of Chinese numerals; None for what is neither."""
    if text[0].isdigit():
        return int(text.replace(" ", ""))
    total = digit = 0
    for char in text:
        if NUMERALS[char] < 10:
            digit = NUMERALS[char]
        else:
            total, digit = total + (digit or 1) * NUMERALS[char], 0
    return total + digit


def with_carried(kind: Kind, after: str, behind: str) -> tuple[Kind, str]:
    """受理 30 件（含上年结转 3 件）: a count of both, as it says itself."""
    match = INCLUDING.match(behind)
    if match and kind.homes[0] == RECEIVED:
        return next(each for each in KINDS if each.homes == (BOTH,)), match[0]
    return kind, after


@dataclass(frozen=True, slots=True)
class Said:
    """Where a number stands: its sentence, its paragraph, its place in the sentence, its measure word."""

    sentence: str
    paragraph: str
    at: int
    unit: str


def kind_of(before: str, behind: str, said: Said) -> tuple[Kind, str] | None:
    """What kind of claim a number makes, with the words behind it that belong to it; None if it makes none."""
    clause = re.split(r"[，,。；;、（(：:]|(?<!\d)(?!20\d\d年)\d", behind, maxsplit=1)[0]
    for kind in KINDS:
        if kind.ends(before) and spoken_of(kind, said) and fits(kind, before, clause, said):
            return kind, ""
    verb = re.search(r"(收到|接到|新收|接收|受理|办理|办结|答复)了?$", before)
    if verb:  # 收到 8 份政府信息公开申请
        tail = re.match(r"[^，,。；]{0,44}?(?:政府信息公开申请|申请公开|申请|依申请公开)", behind)
        name = {"受理": "受理申请", "办理": "受理申请", "办结": "办结申请", "答复": "办结申请"}.get(verb[1], "收到申请")
        kind = next(each for each in KINDS if each.name == name)
        return (kind, tail[0]) if tail and fits(kind, before + tail[0], "", said) else None
    if re.search(r"[\u4e00-\u9fff]{7,}$", before):
        return None  # a noun of its own stands before it
    for kind in KINDS:
        match = kind.begins(clause)
        if match is not None and spoken_of(kind, said) and fits(kind, before, clause, said):
            return kind, match[0]
    return None


def spoken_of(kind: Kind, said: Said) -> bool:
    """Whether the sentence, or where that is enough the paragraph, speaks of what a kind of claim is about."""
    if kind.also is None or kind.also.search(said.sentence):
        return True
    return kind.nearby and bool(kind.also.search(said.paragraph))


def fits(kind: Kind, before: str, clause: str, said: Said) -> bool:
    """Whether a count is of requests or decisions as the form counts them, not of a channel or of something else."""
    home = kind.homes[0]
    if home.startswith("proactive/"):
        if "规范性文件" in home:
            nouns: list[str] = re.findall(r"规章|规范性文件|制度|清单", said.sentence[: said.at])
            return bool(nouns) and nouns[-1] == "规范性文件"
        return not (said.unit == "条" or PUBLISHED.search(before + clause))
    if home.startswith("appeals/"):
        return True
    if home in (RECEIVED, BOTH, CONCLUDED):
        if NOT_REQUESTS.search(before) or (CHANNEL.search(before) and not ALL_CHANNELS.search(before)):
            return False
    elif home not in (CARRIED_IN, CARRIED_OVER):
        attributes = ATTRIBUTES.search(said.sentence) if "refused" in home else None
        subjects = SUBJECT.findall(said.sentence[: said.at - len(before)])
        if subjects and subjects[-1] != "申请" and not home.endswith(("natural_person", "company")):
            return False
        asked = said.unit == "条" and re.search(r"申请[^，；\d]{0,2}$", before)
        return (
            said.unit in {"件", "宗", "起", "份", ""} or bool(asked)
        ) and attributes is None  # results and applicants
    if kind.name == "依申请公开":
        return said.unit in ("件", "宗", "起", "份") and not before.startswith("其中")
    if home == CONCLUDED and PARTLY.search(before):
        return False
    if home in (CONCLUDED, CARRIED_IN, CARRIED_OVER):
        spoken: list[str] = SUBJECT.findall(said.sentence[: said.at])
        return not spoken or spoken[-1] == "申请" or "申请" in before
    return True


def named_year(sentence: str, at: int) -> int | None:
    """The year named last before a place."""
    named = YEAR.findall(CARRYING.sub("", sentence[:at]))
    return int(named[-1]) if named else None


def past(sentence: str, at: int, year: int | None) -> bool:
    """Whether the year named last before a claim is another than the report's."""
    return year is not None and named_year(sentence, at) not in (None, year)


def nothing(context: Context, path: str, paragraph: Paragraph, sentence: str) -> Iterator[Claim]:
    """未收到申请, 未发生复议、诉讼, 无结转下年度, 行政复议无: counts of nothing."""
    for match in WITHOUT.finditer(sentence):
        home = REVIEWED if match["name"] == "复议" else SUED
        kind = next(each for each in KINDS if each.homes == (home,))
        sure = bool(re.search(DISCLOSURE, sentence))
        yield Claim(kind, 0, match[0], path, paragraph, sentence, match.start(), match.end(), sure)
    for match in NEGATED.finditer(sentence):
        what = match["what"]
        if match["verb"] is None and (zero := undone(what)):
            yield Claim(zero, 0, match[0][:40], path, paragraph, sentence, match.start(), match.end(), zero.certain)
            continue
        if NOT_NONE.search(what) or (match["verb"] in (None, "有") and len(what) > 30):
            continue
        if past(sentence, match.start() + 1, context.report.year):
            continue
        homes: list[str] = []
        if "复议" in what:
            homes.append(REVIEWED)
        if "诉讼" in what:
            homes.append(SUED)
        if not homes and re.search(rf"结转|转{NEXT}", what):
            homes.append(
                CARRIED_IN
                if re.search(rf"{LAST}(?:结转|转结)|结转(?:自)?{LAST}", what) and not re.search(r"下", what)
                else CARRIED_OVER
            )
        elif not homes and ZERO_NOUN.search(what) and (ALL_CHANNELS.search(what) or not CHANNEL.search(what)):
            homes.append(RECEIVED)
        for home in homes:
            disclosure = home not in (REVIEWED, SUED) or bool(re.search(DISCLOSURE, sentence))
            if not disclosure and (not re.search(COURT, sentence) or "执法" in sentence):
                continue
            if home == CARRIED_OVER and re.search(r"除|以外", sentence):
                continue
            kind = next(each for each in KINDS if each.homes == (home,))
            yield Claim(
                kind, 0, match[0][:40].rstrip("、的"), path, paragraph, sentence, match.start(), match.end(), disclosure
            )


UNDONE = re.compile(
    r"^(?:新)?(?:制发|制定|出台|印发)(?:任何)?(?:新的)?(行政)?规范性文件|^(?:作出|办理|实施)(?:任何)?(行政许可|行政处罚|行政强制)(?!.{0,4}(?:程序|过程))"
)
WITHOUT = re.compile(r"(?P<name>复议|诉讼)(?:案件|申请|情况)?(?:均|皆)?(?:无|没有|为零)(?=[，。；、,;]|$)")


def undone(what: str) -> Kind | None:
    """What was not done of what table two counts: 未出台规范性文件, 未作出行政许可."""
    match = UNDONE.match(what)
    if match is None:
        return None
    name = match[2] or "制发规范性文件"
    kinds = [each for each in KINDS if each.name == name]
    return kinds[0] if match[1] or match[2] else kinds[-1]


ALL_DONE = re.compile(
    r"申请[^。；]{0,30}?(?:已全部|均已|已均|全部已)(?:按[时期]|依法|及时)*(?:办结|办理完毕|答复完毕|办理完结)"
)


def all_done(context: Context, path: str, paragraph: Paragraph, sentence: str) -> Iterator[Claim]:
    """收到申请 26 件，已全部办结: nothing is carried over."""
    match = ALL_DONE.search(sentence)
    if (
        match
        and not re.search(r"除|结转|转下|顺延|其中[^。]*(?:已全部|均已)", sentence)
        and not past(sentence, match.end(), context.report.year)
    ):
        kind = next(each for each in KINDS if each.homes == (CARRIED_OVER,))
        yield Claim(kind, 0, match[0][-24:], path, paragraph, sentence, match.start(), match.end(), False)


def table_value(context: Context, path: str) -> Number | None:
    """The value of a path, `a+b` added in rows and in columns; None if any is unknown."""
    table, rows, columns = path.split("/")
    total: Number = 0
    for key in rows.split("+"):
        for column in columns.split("+"):
            try:
                cell = context.report.cell(f"{table}/{key}/{column}")
            except (KeyError, ValueError):
                return None  # the 2019 form has other columns
            if cell.value is None or cell.inferred:
                return None
            total += cell.value
    return total
