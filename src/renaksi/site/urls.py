"""Every address of the product."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from renaksi.desk.api import build_api, guarded_urls
from renaksi.desk.urls import all_book_urls, public_book_urls
from renaksi.site import books, home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("sehat/", home.healthy, name="healthy"),
    path("satker/", home.office_list, name="office_list"),
    path("satker/<str:code>/", home.office_home, name="office_home"),
    path("satker/<str:code>/rencana/", home.plan_index, name="plan_index"),
    path("satker/<str:code>/", include("renaksi.offices.urls")),
    path("satker/<str:code>/", include("renaksi.calendars.urls")),
    path("satker/<str:code>/buku/", books.book_index, name="book_index"),
    path("satker/<str:code>/", include(all_book_urls())),
    path("satker/<str:code>/", include("renaksi.evidence.urls")),
    path("satker/<str:code>/", include("renaksi.monitoring.urls")),
    path("satker/<str:code>/", include("renaksi.plan.urls")),
    path("satker/<str:code>/", include("renaksi.intake.urls")),
    path("satker/<str:code>/", include("renaksi.reports.urls")),
    path("akun/", include("renaksi.accounts.urls")),
    path("api/", guarded_urls(build_api())),
    *public_book_urls(),
]
