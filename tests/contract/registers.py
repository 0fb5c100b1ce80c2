"""Registers as municipalities run them: an Objects API and a ZGW Zaken API."""

import base64
import hashlib
import hmac
import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from jsonschema import Draft202012Validator

from actions.adapters.objects_register import ObjectsRecordRegister, ObjectsRegister, object_uuid
from actions.adapters.yaml_file import DATA
from actions.adapters.zgw_register import ZgwRegister
from actions.bootstrap import notice_texts
from actions.config import ObjectsSettings, ZgwSettings
from actions.service_layer.ports import Clock, Notifier
from tests.contract.openapi_server import Answer, OpenApiServer, required_blanks

SECRET = "a secret of the test"
OBJECT_TYPE = "https://objecten.example/api/v2/objecttypes/5c3b7e0c-6c3d-4b52-a6a8-0d6f0b5a5a11"
CASE_TYPE = "https://catalogi.example/api/v1/zaaktypen/8e1f1b5c-2f61-4a0b-9a63-0a2a3f4f7a10"
RSIN = "002220647"  # made up; passes the eleven test
HOUR = 3600


class ObjectsServer(OpenApiServer):
    """Keeps an object once per uuid, and holds its data against the object type."""

    document_name = "objects-api-v2.yaml"

    def __init__(self, clock: Clock, *, full: bool = False, timeout_s: float = 5.0) -> None:
        super().__init__()
        text = (DATA / "schemas" / "signaal_mensenhandel.schema.json").read_text(encoding="utf-8")
        self.object_type = Draft202012Validator(json.loads(text))
        self.kept: dict[str, dict[str, Any]] = {}
        self.settings = ObjectsSettings(self.url, SECRET, OBJECT_TYPE, 1, full)
        kind = ObjectsRecordRegister if full else ObjectsRegister
        self.notifier: Notifier = kind(self.settings, clock, timeout_s)

    def allowed(self, authorisation: str) -> bool:
        return authorisation == f"Token {SECRET}"

    def problem(self, code: int) -> Answer:
        if code == 503:
            return code, "<h1>Service Unavailable</h1>"
        return code, {"code": "invalid", "title": "no", "status": code, "detail": "not this"}

    def reply(self, method: str, path: str, query: dict[str, str], body: Any) -> Answer:
        if method == "GET":
            found = self.kept.get(path.rsplit("/", 1)[1])
            return (200, found) if found else self.problem(404)
        wrong = [fault.message for fault in self.object_type.iter_errors(body["record"]["data"])]
        if wrong or body["uuid"] in self.kept or body["type"] != OBJECT_TYPE:
            return self.problem(400)
        url = f"{self.url}/objects/{body['uuid']}"
        record = {**body["record"], "index": 1, "registrationAt": body["record"]["startAt"]}
        self.kept[body["uuid"]] = {**body, "url": url, "record": {**record, "endAt": None}}
        return 201, self.kept[body["uuid"]]

    def arrived(self) -> dict[str, str]:
        return {uuid: json.dumps(kept, sort_keys=True) for uuid, kept in self.kept.items()}

    def name_of(self, key: str) -> str:
        return str(object_uuid(key))


class ZakenServer(OpenApiServer):
    """Opens a case once per `identificatie`, for a client whose token it can check."""

    document_name = "zaken-api.yaml"

    def __init__(self, clock: Clock, *, timeout_s: float = 5.0) -> None:
        super().__init__()
        self.clock = clock
        self.kept: dict[str, dict[str, Any]] = {}
        self.settings = ZgwSettings(self.url, "niet-pluis-test", SECRET, CASE_TYPE, RSIN)
        self.notifier: Notifier = ZgwRegister(self.settings, notice_texts(), clock, timeout_s)

    def allowed(self, authorisation: str) -> bool:
        signed, _, signature = authorisation.removeprefix("Bearer ").rpartition(".")
        right = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(_decoded(signature), right):
            return False
        claims = json.loads(_decoded(signed.split(".")[1]))
        age = self.clock.now().timestamp() - claims["iat"]
        return claims["iss"] == claims["client_id"] == "niet-pluis-test" and abs(age) <= HOUR

    def problem(self, code: int) -> Answer:
        return self._problem(code, "error", "zaaktype", "bad-url")

    def _problem(self, code: int, kind: str, name: str, why: str) -> Answer:
        if code == 503:
            return code, "<h1>Service Unavailable</h1>"
        told = {"code": kind, "title": "no", "status": code, "detail": "not this"}
        fault = {"name": name, "code": why, "reason": "De waarde is niet goed."}
        extra = {"invalidParams": [fault]} if code == 400 else {}
        return code, {**told, "instance": "urn:uuid:0", **extra}

    def reply(self, method: str, path: str, query: dict[str, str], body: Any) -> Answer:
        if method == "GET":
            wanted = (query["identificatie"], query["bronorganisatie"])
            found = [c for c in self.kept.values() if _name(c) == wanted]
            return 200, {"count": len(found), "next": None, "previous": None, "results": found}
        if body["identificatie"] in self.kept:
            return self._problem(400, "invalid", "identificatie", "identificatie-niet-uniek")
        if body["zaaktype"] != CASE_TYPE:
            return self._problem(400, "invalid", "zaaktype", "bad-url")
        self.kept[body["identificatie"]] = self._case(body)
        return 201, self.kept[body["identificatie"]]

    def _case(self, body: dict[str, Any]) -> dict[str, Any]:
        schema = self.document["components"]["schemas"]["Zaak"]
        uuid = str(uuid5(NAMESPACE_URL, body["identificatie"]))
        own = {"uuid": uuid, "url": f"{self.url}/zaken/{uuid}"}
        own["laatstGemuteerd"] = self.clock.now().isoformat()
        return {**dict(required_blanks(schema)), **body, **own}

    def arrived(self) -> dict[str, str]:
        return {number: json.dumps(case) for number, case in self.kept.items()}

    def name_of(self, key: str) -> str:
        return f"NP-{key}"


def _name(case: dict[str, Any]) -> tuple[str, str]:
    return case["identificatie"], case["bronorganisatie"]


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
