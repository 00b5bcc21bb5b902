"""The pages of django-allauth that exist here. Passwords, sign-up and lists of addresses do not.

allauth looks up the login page under two names; both are the one that asks for the address.
"""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("logg-inn/", views.request_login_code, name="account_login"),
    path("logg-inn/", views.request_login_code, name="account_request_login_code"),
    path("logg-inn/kode/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logg-ut/", views.logout, name="account_logout"),
    path("stengt/", views.account_inactive, name="account_inactive"),
]
