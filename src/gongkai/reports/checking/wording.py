"""Miswritings, repeated words, unmatched quotation marks, fragments, placeholders, personal data."""

import re
from collections.abc import Iterator

from gongkai.law.report_form import Severity
from gongkai.reports.checking.finding import Context, Example, Finding, Rule
from gongkai.reports.checking.places import around, paragraphs, path_of, sentences

# fmt: off
MISWRITTEN = (  # pattern, right form, certain
    (r"公式栏", "公示栏", True),
    (r"公式公告", "公示公告", True),
    (r"(?:公示|公开|宣传|公告|专|栏目)拦", "…栏", True),
    (r"(?:目前|现|均|共|年底|至今)以(?=发布|公开|完成|收到|答复|办结|整改|更新|上传)", "…已", True),
    (r"(?<![，。；、（是])以(?=(?:发布|公开|公示|上传|完成|办结)的(?:信息|内容|文件|政策|公告|申请)(?![^，。；]{0,10}(?:为|作))[^为]{0,6}[，。；])", "已", True),
    (r"(?:^|(?<=[。；，]))以(?=(?:发布|公开|上传)[^，。；为]{0,8}\d+\s*[条篇件][，。；])", "已", True),
    (r"国办公开办涵", "国办公开办函", True),
    (r"政府政府信息公开政府信息", "政府信息公开", True),
    (r"主动公开政府政府情况", "主动公开政府信息情况", True),
    (r"告年度报|年度告报", "年度报告", True),
    (r"受理渠(?!道)", "受理渠道", True),
    (r"布署", "部署", True),
    (r"按装", "安装", True),
    (r"己经(?=公开|发布|完成|建立|形成)", "已经", True),
    (r"在接再厉", "再接再厉", True),
    (r"及时性不强性", "及时性不强", True),
    (r"即使(?=更新|公开|发布|回复|答复|准确)", "及时", True),
    (r"(?:公开|发布|各项|信息|审核)工做", "…工作", True),
    (r"依法依归", "依法依规", True),
    (r"保密申查|申查(?=制度|机制)", "…审查", True),
    (r"三申三校|三审三教", "三审三校", True),
    (r"围饶", "围绕", True),
    (r"公开公作|信息公作", "…工作", True),
    (r"显示屛", "显示屏", True),
    (r"(?:提|上)生(?=[，。；])(?<=不断提生|逐步提生|持续提生)", "提升", True),
    (r"(?<!目)的的(?![士确])|信信息|信息息(?![息相])|解读读|公公开(?!开)|政策策", "…重复一字", True),
    (r"[，、；：。]{2,}(?<!。。。)(?!。)|[，、；：](?=[,;:])|(?<=[，。；])[,;]", "标点重复", False),
    (r"截[止](?=20\d\d年\d{1,2}月)|截止(?=目前)", "截至", False),
    (r"年度政府信息公开(?:工作)?年度报告", "年度政府信息公开工作报告（“年度”重复）", False),
    (r"其它需要报告", "其他需要报告", False),
    (r"做为(?!好)", "作为", False),
    (r"登陆(?=网站|门户|平台|系统)", "登录", False),
    (r"帐[号户目]", "账号、账户、账目", False),
)
DOUBLED = "…重复一字"
WHY = {  # why a miswriting that is not certain may be none
    "截至": "“截止”也有人这样用，只作提示",
    "年度政府信息公开工作报告（“年度”重复）": "不少机关的标题这样写，只作提示",
    "标点重复": "可能是抄录时多出的，只作提示",
}
LIKELY = re.compile(  # words one of which every miswriting has: a quick look before the list
    "公式|[示开传告专目]拦|以[发公完收答办整更上]|办涵|府政|告年|年度[政告]|理渠|布署|按装|己经|在接|不强性|即使|工做|依归|申查|三申|三审三教|围饶|公作|示屛|[提上]生"
    "|的的|信信|息息|读读|公公|策策|[，、；：。,][，、；：。,;:]|截止|其它|做为|登陆|帐[号户目]"
)
MEASURE = r"(?:条|件|篇|次|份|期|个|场|人次|余条)"
PLACEHOLDERS = re.compile(
    r"[XＸ×xX*＊]{2,}(?=[县区市镇乡局年月日条件])|(?<![A-Za-z])20[XＸ×xX]{2}年|[_＿]{2,}|待补充|待填写|待完善(?=$)|此处填|请填写|（填写|\[填|【填|【待|（单位名称）|（机关名称）|某某(?=县|镇|局|乡)|\bTODO\b|\bTBD\b"
    r"|(?:公开|发布|更新|推送|上传)(?:各类|政府|政务|有关|相关)*信息[ \u3000\u00a0]?条(?=[，,。；;])"
    rf"|(?<=[\u4e00-\u9fff])(?:[ \u3000\u00a0]{{2,}}|[（(][ \u3000\u00a0]*[）)]|[XＸ×N*＊](?![A-Za-z\d])){MEASURE}(?![\u4e00-\u9fff]*[、]?例|款|目)"
)
LAYOUT = r"[（(][^（()）]{0,8}(?:宋体|黑体|楷体|仿宋|[一二三四五]号字|小[二三四五]号|首行缩进|行距)[^（()）]{0,16}[)）]"
PLACEHOLDERS = re.compile(f"{PLACEHOLDERS.pattern}|{LAYOUT}")
BLANK = re.compile(r"宋体|黑体|楷体|仿宋|号字|缩进|行距|信息\s?条|[XＸ×x*＊_＿N【\[待填某]|名称）|TBD|TODO|[ \u3000\u00a0]{2}|[（(][ \u3000\u00a0]*[）)]")
TWICE = re.compile(r"([\u4e00-\u9fff]{2,6})\1")
NOT_TWICE = re.compile(r"^(?:政府|中心|一[\u4e00-\u9fff]|[\u4e00-\u9fff]个[\u4e00-\u9fff]|年度|逐[\u4e00-\u9fff]|[零〇一二三四五六七八九十百千万两]+|研究|讨论|商量|学习|考虑|进一步)$")
NAMED_SO = re.compile(r"公开公开(?=指南|目录|年报|制度|事项|内容|栏|工作|平台|属性|范围|标准|条例|率)|工作工作(?=会议|人员|组|部署|专班|报告|制度|机制|方案|要点|计划|总结|领导)|主任主任(?=会议|办公)")
PAIRS = (("“", "”", "引号"), ("《", "》", "书名号"), ("（", "）", "括号"))
LIST_MARK = re.compile(r"(?:^|(?<=[。；，：:\s]))(?<![（(])(?<![（(]\s)(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]")
CUT_SHORT = re.compile(r"(?:(?<![普涉顾企波触惠])及|(?<![参])与|水平和|(?<![共温饱总平缓])和|以及|(?<!合)并|包括|成立了|印发了|召开了|制定了)[。；](?=$|[\u4e00-\u9fff（])")
FRAGMENT = re.compile(r"(?<=[。！？])(工作|情况|制度|方面|问题|信息|内容|机制|要求)[，。；]")
ENDS = "。！？；：:;!?”’）)》.…、"
# fmt: on


def miswritten(rule: Rule, context: Context) -> Iterator[Finding]:
    """Wrong forms of words."""
    for path, paragraph in paragraphs(context):
        if not LIKELY.search(paragraph.text):
            continue
        for pattern, form, certain in MISWRITTEN:
            for match in re.finditer(pattern, paragraph.text):
                shown = around(paragraph.text, match.start(), match.end())
                right = match[0][: -len(form) + 1] + form[1:] if form.startswith("…") and form != DOUBLED else form
                what = f"“{shown}”中的“{match[0]}”疑为“{right}”之误"
                if form in (DOUBLED, "标点重复"):
                    what = f"“{shown}”里“{match[0]}”疑为重复"
                why = "" if certain else f"；{WHY.get(form, '两种写法都有人用，只作提示')}"
                yield context.found(
                    rule, path, f"{what}{why}。请核对原稿。",
                    severity=Severity.WARNING if certain else Severity.HINT, expected=right, found=match[0], place=paragraph.place, about=shown,
                )  # fmt: skip


def twice(rule: Rule, context: Context) -> Iterator[Finding]:
    """A word written twice."""
    for path, paragraph in paragraphs(context):
        for match in TWICE.finditer(paragraph.text):
            if NOT_TWICE.match(match[1]) or NAMED_SO.match(paragraph.text, match.start()):
                continue
            word = whole_word(match)
            shown = around(paragraph.text, match.start(), match.end())
            yield context.found(
                rule,
                path,
                f"“{shown}”里“{word}”连写两次，疑为重复；前后若是两个词，则不算错。请核对。",
                found=word * 2,
                place=paragraph.place,
                about=shown,
            )


def whole_word(match: re.Match[str]) -> str:
    """The word that is doubled: in 标准化规范化规范化 it is 规范化, not 化规范."""
    word, text, end = match[1], match.string, match.end()
    return word[1:] + word[0] if word[0] in "化性度" and text[end : end + 1] == word[0] else word


def unmatched(rule: Rule, context: Context) -> Iterator[Finding]:
    """Quotation marks and brackets that do not close, paragraph by paragraph."""
    for path, paragraph in paragraphs(context):
        text = LIST_MARK.sub("", paragraph.text).replace("(", "（").replace(")", "）")
        for left, right, name in PAIRS:
            opened, closed = text.count(left), text.count(right)
            if opened != closed:
                yield context.found(
                    rule, path, f"这一段的{name}不成对：{left} {opened} 个，{right} {closed} 个（“{paragraph.text[:18]}…”）。请核对原稿。",
                    expected=opened, found=closed, place=paragraph.place, about=paragraph.text[:18],
                )  # fmt: skip


def fragments(rule: Rule, context: Context) -> Iterator[Finding]:
    """Pieces of sentences, and paragraphs that break off without a full stop."""
    for path, paragraph in paragraphs(context):
        text = paragraph.text
        for match in (*FRAGMENT.finditer(text), *CUT_SHORT.finditer(text)):
            yield context.found(
                rule,
                path,
                f"“{around(text, match.start(), match.end())}”像是残句，可能漏了字；若是抄录时断开的，则不算错。请核对原稿。",
                found=match[0],
                place=paragraph.place,
                about=around(text, match.start(), match.end()),
            )
        if text[:1] in "，、；。,":
            yield context.found(
                rule, path, f"这一段以标点“{text[:1]}”开头（“{text[:12]}…”），前面可能漏了字；若是抄录时断开的，则不算错。请核对原稿。",
                found=text[:1], place=paragraph.place, about=text[:12],
            )  # fmt: skip
        last = re.split(r"[。！？；]", text)[-1]
        if len(last) >= 22 and "，" in last and text[-1] not in ENDS:
            yield context.found(
                rule,
                path,
                f"段末“…{last[-14:]}”没有句号，可能漏了标点或者文字；若是抄录时断开的，则不算错。请核对原稿。",
                found=last[-14:],
                place=paragraph.place,
            )
    for each in context.report.stated:
        if "。" in each.sentence.rstrip("。！？") and each.figures:
            yield context.found(
                rule,
                path_of(context, each),
                f"“{each.sentence}”断成了两句，后一句没有动词，疑为标点误用；若前一句是小标题，则不算错。请核对原稿。",
                found=each.sentence,
                place=each.place,
            )


def placeholders(rule: Rule, context: Context) -> Iterator[Finding]:
    """Words of a template that nobody filled in; counts left blank."""
    for path, paragraph in paragraphs(context):
        for match in PLACEHOLDERS.finditer(paragraph.text) if BLANK.search(paragraph.text) else ():
            what = "排版的说明，不是正文。请" if re.fullmatch(LAYOUT, match[0]) else "没有填写的空。请补上，或者"
            yield context.found(
                rule,
                path,
                f"“{around(paragraph.text, match.start(), match.end())}”像是{what}删去。",
                found=match[0],
                place=paragraph.place,
                about=around(paragraph.text, match.start(), match.end()),
            )


STEP = r"[^，。；、“”]{1,16}?(?:[一二三四]审|初审|复审|审核|审查|终审|签发|审签|审批|审定|把关)"
KEYWORD = r"(?:[“\"]三级?审核?(?:三校)?[”\"]|三级?审核?(?:三校)?(?=制|机制|程序|流程)|(?<=严格)三级?审)(?:制度|制|机制|程序|流程)?"
REVIEW = re.compile(rf"((?:{STEP}(?:[、和及]|，)?){{2,}})(?:的|等)?[^，。；]{{0,10}}?{KEYWORD}")
REVIEW_AFTER = re.compile(rf"{KEYWORD}[，,：:]?(?:即|由|按照|严格按照)?((?:{STEP}(?:[、和及]|，)?){{2,}})")
ONE_STEP = re.compile(r"[一二三四]审(?!制|核|三校)|初审|复审|审核|审查|终审|签发|审签|审批|审定|把关")


def three_reviews(rule: Rule, context: Context) -> Iterator[Finding]:
    """A 三审 that is described with other than three steps, or differently in two places."""
    said: list[tuple[int, str, str]] = []
    for path, _, sentence in sentences(context):
        if ("三审" not in sentence and "三级审" not in sentence) or len(ONE_STEP.findall(sentence)) > 12:
            continue
        for match in (*REVIEW.finditer(sentence), *REVIEW_AFTER.finditer(sentence)):
            steps = len(ONE_STEP.findall(match[1]))
            said.append((steps, path, match[1].strip("、，和及")))
    counts = {steps for steps, _, _ in said}
    if len(counts) > 1 or any(steps > 3 for steps in counts):
        odd = next((each for each in said if each[0] > 3), said[-1])
        listed = "；".join(f"{steps} 步（{text[-40:]}）" for steps, _, text in dict.fromkeys(said))
        yield context.found(
            rule, odd[1], f"“三审”的步骤前后说法不一：{listed}。实际步骤以本机关制度为准；新闻与其他信息的步骤不同的，请分别写明。",
            expected=3, found=odd[0],
        )  # fmt: skip


def personal(rule: Rule, context: Context) -> Iterator[Finding]:
    """Identity numbers, mobile numbers, bank cards and other personal data; only masked samples are shown."""
    suspects = [(path, paragraph) for path, paragraph in paragraphs(context) if MAY_BE_PERSONAL.search(paragraph.text)]
    if not suspects:
        return
    from gongkai.screening.text import screen_text  # taken in only when there is something to look at

    for path, paragraph in suspects:
        for each in screen_text(paragraph.text):
            if each.blocking and each.kind in ("id_number", "mobile", "bank_card", "passport", "secrecy_mark"):
                office = each.kind == "mobile" and OFFICE.search(paragraph.text) is not None
                why = "；写明值班、咨询等办公用途的可以保留" if office else ""
                yield context.found(
                    rule,
                    path,
                    each.message.rstrip("。") + f"（{each.sample}）{why}。",
                    severity=Severity.HINT if office else None,
                    found=each.sample,
                    place=paragraph.place,
                )


OFFICE = re.compile(r"联系电话|咨询电话|联系方式|办公(?:手机|电话)|值班|如有(?:疑问|意见)|请与")
MAY_BE_PERSONAL = re.compile(
    r"(?:[\d０-９Xx][\s\-—·\u200b]{0,2}){8,}|[零〇一二三四五六七八九]{9,}|[★☆]|(?:绝密|机密|秘密)\s*(?:★|☆|[（(]|级)"
)
HABIT = ""
RULES = (
    Rule("W1", "错别字", Severity.WARNING, "常见的错写，按词表查找；拿不准的只作提示。", HABIT, miswritten,
         Example("公示栏写成公式栏", sections={1: "借助各村公式栏及时公示惠民政策。"}), Example("公示栏", sections={1: "借助各村公示栏及时公示惠民政策。"})),
    Rule("W2", "词语重复", Severity.HINT, "同一个词连写两次；“县政府政府信息公开”“中心中心主任”一类不算。", HABIT, twice,
         Example("办公室办公室", sections={1: "综合办公室办公室负责此项工作。"}), Example("县政府政府信息", sections={1: "县政府政府信息公开工作有序开展。"})),
    Rule("W3", "引号、书名号、括号成对", Severity.WARNING, "按段落核对。", HABIT, unmatched,
         Example("引号没有收尾", sections={1: "严格落实“三审制度，做好发布。"}), Example("引号成对，列项的半个括号不算", sections={1: "严格落实“三审”制度：1）初审。2）审核。3）签发。"})),
    Rule("W4", "残句", Severity.HINT, "句首只剩一个名词、段末没有句号、一句断成两句，多半是抄录时漏字。", HABIT, fragments,
         Example("句首漏字", sections={1: "严格落实审核制度。工作，积极应对上级考核。"}), Example("完整的句子", sections={1: "严格落实审核制度。同时积极应对上级考核。"})),
    Rule("W5", "没有填写的空", Severity.WARNING, "模板里的 XX、下划线、空着的数字、忘了删去的字体字号说明。", HABIT, placeholders,
         Example("XX镇", sections={1: "2023年，XX镇认真做好公开工作。"}), Example("写明机关", sections={1: "2023年，柳溪镇认真做好公开工作。"})),
    Rule("V10", "“三审”步骤一致", Severity.HINT, "同一份报告里“三审”的步骤说法不一，可能因不同信息的审核步骤不同，只作提示。", "各地样本与实务", three_reviews,
         Example("一处三步，一处四步", sections={1: "严格落实办公室初审、分管领导审核、主要领导签发的“三审”制度。\n严格落实工作人员初审、站所领导审核、综合办审核、主要领导签发的“三审”制度。"}),
         Example("两处都是三步", sections={1: "严格落实办公室初审、分管领导审核、主要领导签发的“三审”制度。\n按照经办人初审、负责人审核、领导签发的“三审”程序办理。"})),
    Rule("D1", "个人信息和密级标识", Severity.ERROR, "身份证号码、手机号码、银行卡号、证件号码和密级标识不得出现在公开的报告里；只显示遮盖后的样子。", "《个人信息保护法》第二十八条", personal,
         Example("写出身份证号码", sections={1: "联系人身份证号码11010519491231002X。"}), Example("写办公电话", sections={1: "联系电话：0999-8000000。"})),
)  # fmt: skip
