"""Every address of the program."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("onroll.web.urls"))]

handler400 = "onroll.web.views.errors.bad_request"
handler403 = "onroll.web.views.errors.forbidden"
handler404 = "onroll.web.views.errors.not_found"
handler500 = "onroll.web.views.errors.server_error"
