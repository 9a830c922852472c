"""For whoever runs the site: alive, ready, and figures to watch. The last two answer this machine only."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import Count, Min
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from gongkai.config.readiness import faults
from gongkai.ledger import clock
from gongkai.ledger.models import Cursor
from gongkai.outbox.models import Job
from gongkai.outbox.services import MOST_ATTEMPTS
from gongkai.pages import damage, lag, store
from gongkai.publishing.models import Draft
from gongkai.typeset import fonts

SILENT = timedelta(seconds=30)  # a worker that has not been heard of for so long is missing
HERE = frozenset({"127.0.0.1", "::1"})
View = Callable[[HttpRequest], HttpResponse]


def from_here(view: View) -> View:
    """404 for everybody who does not ask from this machine itself; what a proxy passes on comes from elsewhere."""

    def asked(request: HttpRequest) -> HttpResponse:
        if request.META.get("REMOTE_ADDR") not in HERE or "HTTP_X_FORWARDED_FOR" in request.META:
            raise Http404
        return view(request)

    return asked


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process answers."""
    return _plain("ok\n")


@require_safe
@from_here
def ready(request: HttpRequest) -> HttpResponse:
    """200 when everything is there, else 503 with a sentence for each thing that is missing."""
    missing = list(_missing())
    answer = JsonResponse({"ready": not missing, "missing": missing}, json_dumps_params={"ensure_ascii": False})
    answer.status_code = 503 if missing else 200
    return _unstored(answer)


def _missing() -> Iterator[str]:
    found = list(faults())
    yield from found
    if found:  # without a sound database the rest cannot be asked
        return
    try:
        beat = Cursor.objects.filter(name="worker").values_list("beat", flat=True).first()
        if beat is None or clock.now() - beat > SILENT:
            yield "后台没有在运行，或者卡住了。请运行 gongkai worker，或重新启动 gongkai serve。"
        if (behind := lag.seconds_behind()) > lag.MOST_BEHIND:
            yield f"公众页面落后 {behind:.0f} 秒，已改由程序现做。请看后台日志。"
    except DatabaseError:
        yield "数据库刚刚断开，请稍后再看。"
    if lost := fonts.missing():
        yield f"生成 PDF 缺少中文字体 {'、'.join(lost)}。请安装 fonts-noto-cjk（sudo apt install fonts-noto-cjk），再重新启动。"
    if not os.access(store.root(), os.W_OK):
        yield f"页面文件夹不能写：{store.root()}。请检查权限。"


@require_safe
@from_here
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text form that Prometheus reads."""
    now = clock.now()
    waiting = Job.objects.filter(done_at=None, attempts__lt=MOST_ATTEMPTS, due_at__lte=now)
    oldest = waiting.aggregate(at=Min("due_at"))["at"]
    failed = Job.objects.filter(done_at=None, attempts__gte=MOST_ATTEMPTS).values_list("lane").annotate(n=Count("id"))
    lines = [
        f"gongkai_feed_lag_seconds {lag.seconds_behind():.3f}",
        f"gongkai_oldest_job_seconds {(now - oldest).total_seconds() if oldest else 0:.3f}",
        f"gongkai_jobs_waiting {waiting.count()}",
        *(f'gongkai_jobs_failed{{lane="{lane}"}} {n}' for lane, n in failed),
        f"gongkai_drafts_overdue {Draft.objects.filter(open=True, due_on__lt=clock.today()).count()}",
        f"gongkai_files_damaged {len(damage.known())}",
        f"gongkai_store_aside {int(store.generation() is None)}",
    ]
    return _plain("\n".join(lines) + "\n")


def _plain(text: str) -> HttpResponse:
    return _unstored(HttpResponse(text, content_type="text/plain; charset=utf-8"))


def _unstored(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
