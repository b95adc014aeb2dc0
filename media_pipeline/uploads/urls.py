"""Addresses of uploads; whoever includes them decides who may ask."""

from django.urls import path

from media_pipeline.uploads.views import OneUpload, Uploads

urlpatterns = [
    path("", Uploads.as_view(), name="media_uploads"),
    path("<uuid:pk>/", OneUpload.as_view(), name="media_upload"),
]
