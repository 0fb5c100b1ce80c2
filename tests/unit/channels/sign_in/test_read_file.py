"""The sign-in file: what is wrong in it stops the start, and is named."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.config import Settings, SettingsError, read_settings
from actions.domain.codes import Role
from channels.sign_in.id_token import Expected
from channels.sign_in.open_doors import is_loopback, refuse_open_doors
from channels.sign_in.person import Rule
from channels.sign_in.read_file import read_sign_in
from tests.unit.channels.fakes import DIRECTORY

PROVIDER = {"kind": "keycloak", "issuer": "https://id.example/realms/x", "client_id": "np"}
ACCESS = [{"when": {"roles": ["balie", "kcc"]}, "role": "counter", "municipality": "groningen"}]


def settings(folder: Path, content: Any, **more: str) -> Settings:
    file = folder / "sign-in.yml"
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    given = {
        "NIETPLUIS_VAR_DIR": str(folder),
        "NIETPLUIS_SIGN_IN_FILE": str(file),
        "NIETPLUIS_SIGN_IN_SECRET": "geheim",
    }
    return read_settings({**given, **more})


def test_a_file_with_little_in_it_gets_safe_defaults(tmp_path: Path) -> None:
    found = read_sign_in(settings(tmp_path, {"provider": PROVIDER, "access": ACCESS}), DIRECTORY)
    assert found is not None
    assert found.provider.expected == Expected("https://id.example/realms/x", "np", ("RS256",))
    assert (found.provider.scopes, found.provider.subject) == (("openid",), "sub")
    assert (found.terms.idle.total_seconds(), found.terms.whole.total_seconds()) == (3600, 28800)
    assert found.rules == (Rule({"roles": frozenset({"balie", "kcc"})}, Role.COUNTER, "groningen"),)
    assert "geheim" not in repr(found)


@pytest.mark.parametrize(
    ("issuer", "address", "expected"),
    [
        (
            "https://login.microsoftonline.com/t-1/v2.0",
            "https://login.microsoftonline.com/t-1/v2.0",
            "https://login.microsoftonline.com/t-1/v2.0",
        ),
        (
            "https://login.microsoftonline.com/organizations/v2.0",
            "https://login.microsoftonline.com/organizations/v2.0",
            "https://login.microsoftonline.com/{tenantid}/v2.0",
        ),
    ],
)
def test_entra_for_one_tenant_or_for_several(
    tmp_path: Path, issuer: str, address: str, expected: str
) -> None:
    provider = {**PROVIDER, "kind": "entra", "issuer": issuer, "tenants": ["t-1", "t-2"]}
    found = read_sign_in(settings(tmp_path, {"provider": provider, "access": ACCESS}), DIRECTORY)
    assert found is not None
    assert (found.provider.address, found.provider.expected.issuer) == (address, expected)
    assert found.provider.expected.tenants == {"t-1", "t-2"}


@pytest.mark.parametrize(
    ("provider", "access", "named"),
    [
        ({"kind": "entra"}, ACCESS, "tenants"),
        ({"kind": "adfs"}, ACCESS, "provider.kind"),
        ({"algorithms": ["HS256"]}, ACCESS, "provider.algorithms"),
        ({"algorithms": ["none"]}, ACCESS, "provider.algorithms"),
        ({"algorithms": []}, ACCESS, "provider.algorithms"),
        ({"scopes": ["profile"]}, ACCESS, "openid"),
        ({"issuer": "http://id.example"}, ACCESS, "https address at provider.issuer"),
        ({"client_secret": "x"}, ACCESS, "provider.client_secret"),
        ({"ca_file": "/nergens/ca.pem"}, ACCESS, "a file at provider.ca_file"),
        ({}, [], "access"),
        ({}, [{"when": {}, "role": "counter"}], "access.0.when"),
        ({}, [{"when": {"a": "b"}}], "at least a role or a desk"),
        ({}, [{"when": {"a": "b"}, "role": "baas"}], "access.0.role"),
        ({}, [{"when": {"a": "b"}, "desks": ["nergens"]}], "nergens"),
        ({}, [{"when": {"a": "b"}, "role": "care", "municipality": "atlantis"}], "atlantis"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, provider: dict[str, Any], access: list[Any], named: str
) -> None:
    content = {"provider": {**PROVIDER, **provider}, "access": access}
    with pytest.raises(SettingsError, match="NIETPLUIS_SIGN_IN_FILE") as wrong:
        read_sign_in(settings(tmp_path, content), DIRECTORY)
    assert named in str(wrong.value)


def test_the_secret_must_be_given_apart(tmp_path: Path) -> None:
    content = {"provider": PROVIDER, "access": ACCESS}
    with pytest.raises(SettingsError, match="NIETPLUIS_SIGN_IN_SECRET is not set"):
        read_sign_in(settings(tmp_path, content, NIETPLUIS_SIGN_IN_SECRET=""), DIRECTORY)


@pytest.mark.parametrize("text", ["{", "- 1", "", "provider: 3"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, text: str) -> None:
    chosen = settings(tmp_path, {})
    (tmp_path / "sign-in.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="NIETPLUIS_SIGN_IN_FILE"):
        read_sign_in(chosen, DIRECTORY)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    chosen = settings(tmp_path, {})
    (tmp_path / "sign-in.yml").unlink()
    with pytest.raises(SettingsError, match="a file that can be read"):
        read_sign_in(chosen, DIRECTORY)


def test_without_a_file_nobody_signs_in(tmp_path: Path) -> None:
    chosen = read_settings({"NIETPLUIS_VAR_DIR": str(tmp_path)})
    refuse_open_doors(chosen)
    assert read_sign_in(chosen, DIRECTORY) is None


def test_people_do_not_sign_in_without_tls_off_this_machine(tmp_path: Path) -> None:
    content = {"provider": PROVIDER, "access": ACCESS}
    refuse_open_doors(settings(tmp_path, content, NIETPLUIS_GATEWAY_HOST="0.0.0.0"))  # noqa: S104
    public = {"NIETPLUIS_PUBLIC_URL": "http://nietpluis.example"}
    with pytest.raises(SettingsError, match="NIETPLUIS_PUBLIC_URL"):
        refuse_open_doors(settings(tmp_path, content, **public))


@pytest.mark.parametrize(
    ("host", "near"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104
        ("localhost.example", False),
        ("10.0.0.1", False),
        ("", False),
    ],
)
def test_what_this_machine_is(host: str, near: bool) -> None:
    assert is_loopback(host) is near
