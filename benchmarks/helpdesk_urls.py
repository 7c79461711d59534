"""The addresses of a site that is django-helpdesk alone: its tickets name theirs."""

from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
