"""The configuration of nginx in front: it serves the page store by itself, 410s included, with the application's headers.

What is not in the store goes to the application; with the application stopped, every stored page is still served.
"""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from gongkai.config.headers import ATTACHMENT, PAGE_CACHE, STATIC_CACHE, for_pages
from gongkai.ledger.models import Installation
from gongkai.pages import store
from gongkai.pages.layout import GONE, IN_PLACE, TYPES, UNKNOWN

TEMPLATE = """\
# 由 gongkai pages nginx 生成，请勿手改；改了设置或升级后重新生成。
# 运行 nginx 的账号须能读 {pages} 和 {static}；keys、files 和数据库在这两个文件夹之外，不要放开。
upstream gongkai_app {{
    server {upstream} fail_timeout=0;
    keepalive 16;
}}

# 附件里只有这几类可以在浏览器里直接看，其余一律下载。
map $uri $gongkai_disposition {{
    "~^/item/[0-9]+/files/.+\\.(?:{in_place})$" "";
    "~^/item/[0-9]+/files/" "{attachment}";
    default "";
}}

server {{
    listen {listen};
    server_name {name};
    server_tokens off;
    client_max_body_size 64m;
    root {pages}/current;

    # 页面随时会撤回：不缓存打开的文件，浏览器每次都来问有没有变。
    open_file_cache off;
    etag on;
    if_modified_since exact;
    charset utf-8;
    charset_types text/html text/css text/javascript text/plain text/csv application/xml application/atom+xml;
    default_type {unknown};
    types {{
{types}
    }}
    gzip on;
    gzip_vary on;
    gzip_types text/css text/plain text/csv application/xml application/atom+xml image/svg+xml text/javascript;

    location ^~ /work/ {{
        try_files /.none @app;
    }}

    location ^~ /static/ {{
        alias {static}/;
        types {{
            text/css css;
            text/javascript js;
            image/svg+xml svg;
            image/png png;
        }}
{static_headers}
    }}

    # 点号开头的名字是页面库自己用的，不直接送出。
    location ~ /\\. {{
        try_files /.none @app;
    }}

    location / {{
        error_page 405 = @app;
        try_files $uri ${{uri}}index.html @gone;
{page_headers}
    }}

    # 程序没有在运行，又没有做好的网页可送。
    error_page 502 504 @down;
    location @down {{
        types {{ }}
        default_type "text/html; charset=utf-8";
{down_headers}
        return 502 "{down}";
    }}

    error_page 410 @gone_page;
    location @gone {{
        if (-f {pages}/current/{gone}${{uri}}index.html) {{ return 410; }}
        if (-f {pages}/current/{gone}$uri) {{ return 410; }}
        proxy_pass http://gongkai_app;
{proxy}
    }}

    location @gone_page {{
        root {pages}/current/{gone};
        try_files $uri ${{uri}}index.html =410;
{page_headers}
    }}

    location @app {{
        proxy_pass http://gongkai_app;
{proxy}
    }}
}}
"""
DOWN = (
    "<!DOCTYPE html><html lang='zh-CN'><meta charset='utf-8'><title>暂时打不开</title>"
    "<h1>这个网页暂时打不开</h1><p>网站正在维护，请过几分钟再试。已经发布的信息大多可以照常查看。</p></html>"
)
PROXY = """\
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;"""


def configuration(*, listen: str, name: str, upstream: str) -> str:
    """The text of the configuration for this installation.

    listen: port or address. name: server name, `_` for any. upstream: address of the application.
    """
    demo = Installation.objects.filter(demo=True).exists()
    headers = for_pages(demo=demo)
    page = [*headers, (ATTACHMENT[0], "$gongkai_disposition")]
    plain = [each for each in headers if each != PAGE_CACHE]
    return TEMPLATE.format(
        upstream=upstream, listen=listen, name=name, pages=store.root(), static=Path(settings.STATIC_ROOT), gone=GONE,
        attachment=ATTACHMENT[1], unknown=UNKNOWN, in_place="|".join(IN_PLACE), proxy=PROXY,
        types="\n".join(f"        {kind.split(';')[0]} {ending};" for ending, kind in TYPES.items()),
        page_headers=_added(page), static_headers=_added([*plain, STATIC_CACHE]),
        down_headers=_added([*plain, ("Cache-Control", "no-store")]), down=DOWN,
    )  # fmt: skip


def _added(headers: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f'        add_header {header} "{value}" always;' for header, value in headers)
