"""The roles, as an auditor reads them."""

from renaksi.accounts.roles import RIGHT_TITLES, ROLES, Right, roles_for, roles_with


def test_roles_read_like_the_issue_says():
    assert list(ROLES) == [
        "administrator", "pengarah", "koordinator", "pelaksana", "agen_perubahan", "verifikator", "assessor",
        "penelaah_provinsi", "kpu_ri", "inspektorat", "pembaca",
    ]  # fmt: skip
    for role in ROLES.values():
        assert Right.READ in role.rights
        assert role.about.endswith(".")
        assert role.title


def test_roles_of_reviewers_belong_to_their_kind_of_office():
    common = set(ROLES) - {"penelaah_provinsi", "kpu_ri", "inspektorat"}
    assert {role.key for role in roles_for("city")} == common
    assert {role.key for role in roles_for("province")} == common | {"penelaah_provinsi"}
    assert {role.key for role in roles_for("national")} == common | {"kpu_ri", "inspektorat"}


def test_every_right_has_words_and_someone_who_holds_it():
    assert set(RIGHT_TITLES) == set(Right)
    for right in Right:
        assert "administrator" in roles_with(right)


def test_users_and_profiles_are_managed_by_administrators_alone():
    assert roles_with(Right.MANAGE_USERS) == roles_with(Right.EDIT_OFFICE) == ["administrator"]
