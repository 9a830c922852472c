"""What stands around the six parts: the title with agency and year above, signature and date below."""

import re
from datetime import date

from gongkai.reports.reading import parts
from gongkai.reports.reading.source import Document, Row
from gongkai.reports.reading.traditional import simplified
from gongkai.reports.reading.words import SPACES

FURNITURE = re.compile(
    r"当前位置|字号|打印|收藏|浏览次数|来源[:：]|作者[:：]|发布时间|无障碍|长者版|索\s*引\s*号|发文时间|文\s*号|首页|分享到|责任编辑|版权所有|ICP备|网站地图|联系我们|主办单位"
)


RECORD_NAME = re.compile(
    r"^(?:名称|标题|题名|(?:信息|文件)(?:名称|标题))[:：|]?(?=.{6})"
)  # of the record block before a report


TITLE_RUN = re.compile(
    r"(.{2,30}?20\d\d年度?(?:政府|政务)?信息公开(?:工作)?(?:年度)?(?:工作)?(?:年度报告|年报))(?=根据|按照|依据|本报告|为|现)"
)


INTRODUCES = re.compile(r"。|(?:根据|按照|依据|现将|为).*[:：]\s*$")  # a sentence: the opening begins here
TITLE_WORDS = re.compile(r"信息公开.{0,16}(?:报告|年报)|告年度报")


# What stands over a title without agency, at the very top: no kind of body need be known by its last character.
NAME_ALONE = re.compile(
    r"(?!.*(?:公开|报告|年报|首页|目录|附件|网站|栏目|专栏|索引|正文|概况|法定|主动))[\u4e00-\u9fff（）()]{4,30}"
)


def head(rows: list[Row], document: Document) -> tuple[str, str, int | None, list[Row]]:
    """Title, agency, year, and the rows of the opening that are narrative."""
    lines = [
        (n, RECORD_NAME.sub("", simplified(SPACES.sub("", row.cells[0])).lstrip("#*"))) for n, row in enumerate(rows)
    ]
    for n in range(len(lines) - 1):
        joined = lines[n][1] + lines[n + 1][1]
        if (
            parts.is_title(joined)
            and not any(parts.is_title(lines[k][1]) for k in (n, n + 1))
            and parts.year_in(lines[n][1])
        ):
            lines[n], lines[n + 1] = (n, ""), (n + 1, joined)  # a title that the page cut in two
    at = [n for n, text in lines if parts.is_title(text) and not FURNITURE.search(text)]
    title, agency, year, after = "", "", None, 0
    if at:
        n = at[-1]
        title, after = lines[n][1], n + 1
        title = next((whole for m, whole in lines if m in at and whole.endswith(title)), title)
        if n and title.startswith("信息公开") and lines[n - 1][1].endswith("政府") and len(lines[n - 1][1]) < 40:
            title = lines[n - 1][1] + title  # one title in two lines
        agency = parts.agency_of(title) or parts.behind_title(title)
        year = parts.year_in(title)
        if not agency or year is None:
            for above in range(n - 1, max(-1, n - 4), -1):
                text = lines[above][1]
                if len(text) > 40 or "。" in text or "：" in text or ":" in text or FURNITURE.search(text):
                    break
                year = year or parts.year_in(text)
                name = parts.YEAR.sub("", text)
                if not agency and (parts.AGENCY_END.search(name) or (above == 0 and NAME_ALONE.fullmatch(name))):
                    agency = name
                    title = text + title
                    break
                if not agency and parts.year_in(text) and not name:
                    title = text + title
    for given in (*document.titles, document.name):
        tight = simplified(SPACES.sub("", given)).lstrip("#*")
        if agency and year:
            break
        if not TITLE_WORDS.search(tight) and not (given == document.name and not title):
            continue
        year = year or parts.year_in(tight)
        if not title and TITLE_WORDS.search(tight):
            title = tight
        named = parts.agency_of(re.sub(r"\.\w{2,5}$", "", tight))
        if not agency and len(named) > 2 and TITLE_WORDS.search(tight):
            agency = named
    opening = [row for row in rows[after:] if not FURNITURE.search(row.cells[0]) or "。" in row.cells[0]]
    opening = [row for row in opening if len(row.cells[0]) > 15 or "。" in row.cells[0]]
    if not at:
        for row in opening[:3]:
            run = TITLE_RUN.match(SPACES.sub("", row.cells[0]))
            if run and not agency:
                title, agency, year = run[1], parts.agency_of(run[1]), year or parts.year_in(run[1])
                row.cells[0] = SPACES.sub("", row.cells[0])[run.end() :]
        first = next((n for n, row in enumerate(opening) if INTRODUCES.search(row.cells[0])), len(opening))
        opening = opening[first:]
    return title, agency, year, opening


FOOT = re.compile(
    r"主办单位|承办单位|网站标识码|版权所有|ICP备|公网安备|网站地图|位访客|责任编辑|分享到|打印本页|关闭窗口|上一篇|下一篇|相关链接|附件下载|联系我们|技术支持"
)


def sign(rows: list[Row]) -> tuple[str, date | None, list[Row]]:
    """The signature and date at the end, and the rows without them and without what the page adds behind them."""
    foot = next(
        (n for n, row in enumerate(rows) if n and FOOT.search(row.cells[0]) and "。" not in row.cells[0]), len(rows)
    )
    rows = rows[:foot]
    for n in range(len(rows) - 1, -1, -1):
        tight = simplified(SPACES.sub("", rows[n].cells[0]))
        day = parts.date_in(tight)
        if day is None or len(tight) > 45 or "。" in tight:
            continue
        name = parts.CHINESE_DATE.sub("", parts.DATE.sub("", tight)).strip("（）()印章 ")
        kept = rows[:n]
        if not name and kept:
            above = SPACES.sub("", kept[-1].cells[0])
            if len(above) <= 40 and "。" not in above and parts.AGENCY_END.search(above) and len(kept) > 0:
                return above, day, kept[:-1]
        if not name or parts.AGENCY_END.search(name):
            return name, day, kept
    for n in range(len(rows) - 1, max(-1, len(rows) - 3), -1):
        tight = SPACES.sub("", rows[n].cells[0])
        if (
            len(tight) <= 30
            and not re.search(r"[。，、：]", tight)
            and re.search(r"(?:政府|局|办公室|委员会|办事处)$", tight)
        ):
            return tight, None, rows[:n]
    return "", None, rows
