"""Addresses of this floor, under ``satker/<code>/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.offices.views import people, people_list, profile, trail

urlpatterns: list[URLPattern | URLResolver] = [
    path("profil/", profile.profile, name="office_profile"),
    path("profil/ubah/", profile.profile_edit, name="office_profile_edit"),
    path("profil/kode/<str:own>/", profile.code_edit, name="office_code_edit"),
    path("pengguna/", people.users, name="office_users"),
    path("pengguna/peran/", people.roles, name="office_roles"),
    path("pengguna/tambah/", people.user_add, name="office_user_add"),
    path("pengguna/impor/", people_list.import_check, name="office_import"),
    path("pengguna/impor/formulir/", people_list.import_form, name="office_import_form"),
    path("pengguna/impor/terapkan/", people_list.import_apply, name="office_import_apply"),
    path("pengguna/<int:user_id>/", people.user, name="office_user"),
    path("pengguna/<int:user_id>/ubah/", people.user_edit, name="office_user_edit"),
    path("pengguna/<int:user_id>/kunci/", people.user_lock, name="office_user_lock"),
    path("pengguna/<int:user_id>/buka-kunci/", people.user_unlock, name="office_user_unlock"),
    path("pengguna/<int:user_id>/kata-sandi/", people.user_password, name="office_user_password"),
    path("pengguna/<int:user_id>/peran/", people.role_give, name="office_role_give"),
    path("pengguna/<int:user_id>/peran/<int:membership_id>/area/", people.role_areas, name="office_role_areas"),
    path("pengguna/<int:user_id>/peran/<int:membership_id>/akhiri/", people.role_end, name="office_role_end"),
    path("jejak/", trail.trail, name="office_trail"),
]
