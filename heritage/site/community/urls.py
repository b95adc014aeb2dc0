"""Addresses of the pages for members, custodians, and officers who serve them."""

from django.urls import path

from heritage.site.community import communities, consents, labels, previews, signing_in, warnings
from heritage.site.community.who_sees import WhoSeesView

urlpatterns = [
    path("dang-nhap/", signing_in.SignInView.as_view(), name="community_sign_in"),
    path("dang-nhap/ma/", signing_in.with_code, name="community_code"),
    path("dang-xuat/", signing_in.sign_out, name="community_sign_out"),
    path("cong-dong/", communities.index, name="community_index"),
    path("cong-dong/<int:pk>/", communities.community, name="community"),
    path("cong-dong/<int:pk>/moi/", communities.invite_person, name="community_invite"),
    path(
        "cong-dong/<int:pk>/moi/<int:invitation>/huy/",
        communities.cancel_code,
        name="community_uninvite",
    ),
    path("cong-dong/<int:pk>/thoi/<int:place>/", communities.end_place, name="community_end"),
    path("cong-dong/<int:pk>/quy-tac/<slug:code>/", communities.rule, name="community_rule"),
    path("cong-dong/<int:pk>/nhan/moi/", labels.write, name="community_label_new"),
    path("cong-dong/<int:pk>/nhan/<slug:code>/", labels.label, name="community_label"),
    path("cong-dong/<int:pk>/nhan/<slug:code>/loi/", labels.write, name="community_label_words"),
    path("da-hieu/<slug:identifier>/", warnings.understood, name="warning_understood"),
    path("ai-xem/<slug:identifier>/", WhoSeesView.as_view(), name="who_sees"),
    path("ai-xem/<slug:identifier>/dong-y/", consents.consent_new, name="consent_new"),
    path("dong-y/<slug:code>/", consents.consent, name="consent"),
    path("ai-xem/<slug:identifier>/nhu/<slug:kind>/", previews.seen_as, name="seen_as"),
]
