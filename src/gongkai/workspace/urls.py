"""Addresses of the workspace, below /work/. They hold numbers only, never words that somebody typed."""

from django.urls import path

from gongkai.workspace import administration, drafts, entry, items, ledger, release, review, today

app_name = "work"
urlpatterns = [
    path("", today.today, name="today"),
    path("login", entry.enter, name="login"),
    path("logout", entry.leave, name="logout"),
    path("password", entry.password, name="password"),
    path("drafts", drafts.listing, name="drafts"),
    path("drafts/new", drafts.new, name="draft-new"),
    path("drafts/<int:number>", drafts.edit, name="draft"),
    path("drafts/<int:number>/discard", drafts.discard, name="draft-discard"),
    path("drafts/<int:number>/files/<int:pk>", drafts.draft_file, name="draft-file"),
    path("review", review.listing, name="reviews"),
    path("review/<int:pk>", review.review, name="review"),
    path("review/<int:pk>/recall", review.recall, name="recall"),
    path("review/<int:pk>/files/<int:position>", review.content_file, name="content-file"),
    path("release", release.listing, name="releases"),
    path("release/<int:number>", release.release, name="release"),
    path("items", items.listing, name="items"),
    path("items/<int:number>", items.item, name="item"),
    path("items/<int:number>/correct", items.correct, name="item-correct"),
    path("items/<int:number>/withdraw", items.withdraw, name="item-withdraw"),
    path("admin", administration.agencies, name="agencies"),
    path("admin/agencies/new", administration.new_agency, name="agency-new"),
    path("admin/agencies/<int:pk>", administration.agency, name="agency"),
    path("admin/agencies/<int:pk>/stations/new", administration.new_station, name="station-new"),
    path("admin/agencies/<int:pk>/people/new", administration.new_person, name="person-new"),
    path("admin/agencies/<int:pk>/chain", administration.chain, name="chain"),
    path("admin/people/<int:pk>", administration.person, name="person"),
    path("admin/people/<int:pk>/appoint", administration.appoint, name="appoint"),
    path("admin/people/<int:pk>/password", administration.reset, name="password-reset"),
    path("admin/people/<int:pk>/access", administration.access, name="person-access"),
    path("admin/appointments/<int:pk>/end", administration.end, name="appointment-end"),
    path("ledger", ledger.ledger, name="ledger"),
]
