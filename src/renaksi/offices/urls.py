"""Addresses of this floor, under ``satker/<code>/``."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from renaksi.offices.views import people, people_list, profile, staff, staff_list, staff_posts, trail

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
    path("pegawai/", staff.staff, name="person_list"),
    path("pegawai/tambah/", staff.person_add, name="person_add"),
    path("pegawai/daftar.xlsx", staff_list.export, name="person_export"),
    path("pegawai/impor/", staff_list.import_check, name="person_import"),
    path("pegawai/impor/formulir.xlsx", staff_list.form_file, name="person_import_form"),
    path("pegawai/impor/terapkan/", staff_list.import_apply, name="person_import_apply"),
    path("pegawai/jabatan/", staff_posts.posts, name="post_list"),
    path("pegawai/jabatan/tambah/", staff_posts.post_add, name="post_add"),
    path("pegawai/jabatan/<int:post_id>/", staff_posts.post, name="post_page"),
    path("pegawai/jabatan/<int:post_id>/ubah/", staff_posts.post_edit, name="post_edit"),
    path("pegawai/jabatan/<int:post_id>/hapus/", staff_posts.post_end, name="post_end"),
    path("pegawai/jabatan/<int:post_id>/pulihkan/", staff_posts.post_restore, name="post_restore"),
    path("pegawai/jabatan/<int:post_id>/batalkan/", staff_posts.post_withdraw, name="post_withdraw"),
    path("pegawai/jabatan/<int:post_id>/pemangku/", staff_posts.post_appoint, name="post_appoint"),
    path("pegawai/<int:person_id>/", staff.person, name="person_page"),
    path("pegawai/<int:person_id>/ubah/", staff.person_edit, name="person_edit"),
    path("pegawai/<int:person_id>/akhiri/", staff.person_end, name="person_end"),
    path("pegawai/<int:person_id>/pulihkan/", staff.person_restore, name="person_restore"),
    path("pegawai/<int:person_id>/batalkan/", staff.person_withdraw, name="person_withdraw"),
    path("pegawai/<int:person_id>/jabatan/", staff.person_appoint, name="person_appoint"),
    path("pegawai/<int:person_id>/wajib-lapor/", staff.duty_set, name="duty_set"),
    path("pegawai/masa-jabatan/<int:tenure_id>/akhiri/", staff.tenure_end, name="tenure_end"),
    path("pegawai/masa-jabatan/<int:tenure_id>/batalkan/", staff.tenure_withdraw, name="tenure_withdraw"),
    path("pegawai/wajib-lapor/<int:duty_id>/akhiri/", staff.duty_end, name="duty_end"),
    path("jejak/", trail.trail, name="office_trail"),
]
