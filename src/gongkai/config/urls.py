"""All addresses: the portal at the root, the workspace under /work/."""

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from gongkai.config import probes

urlpatterns: list[URLPattern | URLResolver] = [
    path("health", probes.health),
    path("ready", probes.ready),
    path("metrics", probes.metrics),
]
urlpatterns += [
    path(prefix, include(f"gongkai.{package}.urls"))
    for prefix, package in (("work/", "workspace"), ("", "portal"))
    if find_spec(f"gongkai.{package}") and find_spec(f"gongkai.{package}.urls")
]

handler400 = "gongkai.workspace.errors.bad_request"
handler403 = "gongkai.workspace.errors.forbidden"
handler404 = "gongkai.config.errors.not_found"
handler500 = "gongkai.workspace.errors.broken"
