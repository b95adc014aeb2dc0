"""Uploads, wired for these tests: whoever is signed in may send."""

from django.urls import include, path

urlpatterns = [path("tus/", include("media_pipeline.uploads.urls"))]
