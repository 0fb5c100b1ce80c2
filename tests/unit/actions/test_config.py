"""Settings: defaults that run at once, and errors that name the key."""

from pathlib import Path

import pytest

from actions.config import ObjectsSettings, SettingsError, ZgwSettings, read_settings

PRODUCTION = {
    "NIETPLUIS_ENVIRONMENT": "production",
    "NIETPLUIS_KEY_FILE": "/keys/keys.json",
    "NIETPLUIS_PUBLIC_URL": "https://nietpluis.example",
    "NIETPLUIS_SMTP_HOST": "mail.example",
    "NIETPLUIS_SMTP_FROM": "niet-pluis@gemeente.example",
}


def test_nothing_set_means_development_on_this_machine() -> None:
    settings = read_settings({})
    assert (settings.environment, settings.gateway_port) == ("development", 8000)
    assert (settings.rasa_port, settings.actions_port) == (5005, 5055)
    assert settings.smtp is None
    assert settings.var_dir == Path("var").absolute()
    assert settings.mail_dir == settings.var_dir / "mail"


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("GATEWAY_PORT", "eight", "a port number"),
        ("RASA_PORT", "70000", "a port number"),
        ("RETENTION_DAYS", "0", "a whole number of days"),
        ("ENVIRONMENT", "test", "development or production"),
        ("PUBLIC_URL", "nietpluis", "an http or https address"),
        ("LOCK_WAIT_MS", "-1", "milliseconds"),
    ],
)
def test_a_wrong_value_is_named_with_its_key_and_what_was_expected(
    key: str, value: str, says: str
) -> None:
    with pytest.raises(SettingsError, match=rf"NIETPLUIS_{key} is '{value}'; expected {says}"):
        read_settings({f"NIETPLUIS_{key}": value})


@pytest.mark.parametrize("missing", ["KEY_FILE", "SMTP_HOST", "PUBLIC_URL", "SMTP_FROM"])
def test_production_says_what_it_lacks(missing: str) -> None:
    given = {key: value for key, value in PRODUCTION.items() if not key.endswith(missing)}
    with pytest.raises(SettingsError, match=missing):
        read_settings(given)


def test_production_refuses_mail_without_encryption() -> None:
    assert read_settings(PRODUCTION).smtp is not None
    with pytest.raises(SettingsError, match="SMTP_STARTTLS"):
        read_settings(PRODUCTION | {"NIETPLUIS_SMTP_STARTTLS": "no"})


def test_a_webhook_needs_its_secret() -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET is not set"):
        read_settings({"NIETPLUIS_WEBHOOK_URL": "https://zaak.example/in"})


def test_secrets_are_in_no_printed_settings() -> None:
    secrets = {
        "NIETPLUIS_SMTP_PASSWORD": "canary-one",
        "NIETPLUIS_WEBHOOK_URL": "https://zaak.example/in",
        "NIETPLUIS_WEBHOOK_SECRET": "canary-two",
    }
    assert "canary" not in repr(read_settings(PRODUCTION | secrets))


OBJECTS = {
    "NIETPLUIS_OBJECTS_URL": "https://objecten.example/api/v2/",
    "NIETPLUIS_OBJECTS_TOKEN": "made up",
    "NIETPLUIS_OBJECTS_TYPE": "https://objecten.example/api/v2/objecttypes/1",
}
ZGW = {
    "NIETPLUIS_ZGW_URL": "https://zaken.example/zaken/api/v1",
    "NIETPLUIS_ZGW_CLIENT_ID": "niet-pluis",
    "NIETPLUIS_ZGW_SECRET": "made up",
    "NIETPLUIS_ZGW_CASE_TYPE": "https://catalogi.example/api/v1/zaaktypen/1",
    "NIETPLUIS_ZGW_ORGANISATION": "002220647",
}


def test_a_register_is_read_whole_and_gets_the_notice_alone_unless_told_otherwise() -> None:
    settings = read_settings(OBJECTS | ZGW)
    assert settings.objects == ObjectsSettings(
        "https://objecten.example/api/v2", "made up", OBJECTS["NIETPLUIS_OBJECTS_TYPE"], 1, False
    )
    assert settings.zgw == ZgwSettings(*ZGW.values())
    assert "made up" not in repr(settings)


@pytest.mark.parametrize("missing", [*list(OBJECTS)[1:], *list(ZGW)[1:]])
def test_half_a_register_says_what_it_lacks(missing: str) -> None:
    given = {key: value for key, value in (OBJECTS | ZGW).items() if key != missing}
    with pytest.raises(SettingsError, match=f"{missing} is not set"):
        read_settings(given)


def test_an_organisation_number_passes_the_eleven_test() -> None:
    with pytest.raises(SettingsError, match="eleven test"):
        read_settings(ZGW | {"NIETPLUIS_ZGW_ORGANISATION": "002220648"})


@pytest.mark.parametrize("key", ["NIETPLUIS_OBJECTS_URL", "NIETPLUIS_ZGW_URL"])
def test_production_sends_a_register_nothing_in_the_clear(key: str) -> None:
    given = PRODUCTION | OBJECTS | ZGW
    with pytest.raises(SettingsError, match=f"{key} is .*; expected an https address"):
        read_settings(given | {key: "http://register.example/api"})


def test_desks_of_registers_are_named_or_all() -> None:
    assert read_settings({}).register_desks is None
    named = read_settings({"NIETPLUIS_REGISTER_DESKS": "groningen-officer, groningen-desk"})
    assert named.register_desks == {"groningen-officer", "groningen-desk"}
    with pytest.raises(SettingsError, match="REGISTER_DESKS"):
        read_settings({"NIETPLUIS_REGISTER_DESKS": "groningen-officer,,"})
