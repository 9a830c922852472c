"""How the pages about reports look: ink on paper, one file, nothing fetched; on a desk, on a phone, on paper."""

import html

STYLE = """
:root{--ink:#1d2126;--soft:#59616b;--line:#e2ddd3;--wash:#f1ede4;--paper:#faf8f4;--card:#fffefb;--act:#17456e;--bad:#a8281f;--bad2:#f8e9e6;--warn:#8a5a00;--good:#2f6b45;--good2:#e6f0e8}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.7 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem 4rem}
summary,td,th,p,li,h1{overflow-wrap:anywhere}
thead th,td.n,th.n{overflow-wrap:normal}
h1,h2{font-family:"Noto Serif CJK SC","Songti SC",SimSun,serif}
h1{font-size:1.6rem;line-height:1.4;margin:.5rem 0 .75rem}
h2{font-size:1.25rem;margin:2.5rem 0 .75rem;padding-bottom:.3rem;border-bottom:2px solid var(--ink)}
p.about,p.legend{color:var(--soft);margin:.25rem 0 1rem;max-width:60rem}
.sum{display:flex;flex-wrap:wrap;gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.sum li{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.5rem 1rem;min-width:7rem}
.sum b{display:block;font:700 1.6rem/1.3 "Noto Serif CJK SC","Songti SC",SimSun,serif;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto;background:linear-gradient(to right,var(--paper) 40%,transparent) left/2rem 100% local,linear-gradient(to left,var(--paper) 40%,transparent) right/2rem 100% local,linear-gradient(to right,rgba(29,33,38,.18),transparent) left/.6rem 100% scroll,linear-gradient(to left,rgba(29,33,38,.18),transparent) right/.6rem 100% scroll;background-repeat:no-repeat}
.wide:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--act);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;color:var(--soft);padding:0 0 .35rem}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
thead th{background:var(--wash);font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:var(--act);text-underline-offset:.15em}
.error{color:var(--bad)}.warning{color:var(--warn)}.hint{color:var(--soft)}
td.n a{color:inherit;display:block}td.n.none{color:var(--soft)}td.n.none a{text-decoration:none}td.n.error a,td.n.warning a{font-weight:700}
ins{background:var(--good2);text-decoration:none}del{background:var(--bad2)}
details{border-bottom:1px solid var(--line);padding:.35rem 0;content-visibility:auto;contain-intrinsic-size:auto 2.5rem}
details:target{background:var(--card);outline:2px solid var(--act)}
td details{border:0;padding:0;content-visibility:visible;contain-intrinsic-size:none}
summary{cursor:pointer}summary b{font-weight:600}
details p.file{margin:.25rem 0;color:var(--soft);overflow-wrap:anywhere}
ul.found{margin:.25rem 0 .75rem;padding-left:1.2rem}
code{font-size:.8rem;color:var(--soft);overflow-wrap:anywhere}
.same{color:var(--soft)}
@media (max-width:40rem){h1{font-size:1.3rem}.sum{gap:.5rem}.sum li{min-width:5.5rem;padding:.35rem .7rem}th,td{padding:.35rem .4rem}
table.stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}table.stack tr,table.stack td,table.stack th{display:block;border:0;padding:.1rem 0}
table.stack tr{border-bottom:1px solid var(--line);padding:.5rem 0}table.stack td.n{display:inline-block;margin-right:1rem;text-align:left}table.stack td.n::before,table.stack td[data-name]::before{content:attr(data-name) " ";color:var(--soft);font-weight:400}
table.stack td.n a{display:inline}}
@media print{@page{size:A4;margin:16mm 14mm}body{font-size:9.5pt;background:none}main{max-width:none;padding:0}.wide{overflow:visible;background:none}tr,li{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}a{color:inherit;text-decoration:none}details{content-visibility:visible}::details-content{content-visibility:visible!important;block-size:auto!important;display:block!important}}
"""


def page(title: str, body: str) -> str:
    """A whole page. title: in its head, so that it is known again. body: marked up."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><main>\n{body}\n</main></body></html>\n"
    )


def escaped(value: str) -> str:
    """Text as it may stand in a page or an attribute."""
    return html.escape(value or "")


def number(column: str, marked: str) -> str:
    """A cell with a number. column: words of its column, for rows that a phone shows as blocks. marked: marked up."""
    return f'<td class=n data-name="{escaped(column)}">{marked}</td>' if marked else "<td></td>"


def table(name: str, head: list[tuple[str, bool]], rows: str, *, stack: bool = False) -> str:
    """A table in a box that scrolls by itself. head: words of each column, and whether it holds numbers.

    stack: on a phone each row becomes a block of its own.
    """
    cells = "".join(f'<th scope="col"{" class=n" if number else ""}>{escaped(words)}</th>' for words, number in head)
    kind = ' class="stack"' if stack else ""
    return (
        f'<div class="wide" role="region" aria-label="{escaped(name)}" tabindex="0"><table{kind}><caption>{escaped(name)}</caption>'
        f"<thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
