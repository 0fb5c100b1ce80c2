"""Errors at the door: problem+json for programs (RFC 9457), a plain page for people."""

import logging
from collections.abc import Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from actions.domain.codes import Language
from actions.service_layer.errors import ServiceError
from channels.security import HEADERS
from channels.texts import Texts

PROBLEM_JSON = "application/problem+json"
PROGRAM_PREFIXES = ("/api/", "/webhooks/", "/chat", "/health", "/static/")
"""Addresses that only programs ask for, whatever they say they like."""

log = logging.getLogger("nietpluis.doors")


class DoorError(Exception):
    """A request that is refused; `code` finds the sentences in texts/*/errors.yml."""

    def __init__(
        self, status: int, code: str, headers: Mapping[str, str] | None = None, detail: str = ""
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})
        self.detail = detail


STATUS_CODES = {
    400: "bad_request",
    401: "not_signed_in",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    429: "too_many_requests",
    503: "unavailable",
}


SERVICE_ERRORS: dict[str, tuple[int, str]] = {
    "signal_not_found": (404, "not_found"),
    "already_accepted": (409, "conflict"),
    "changed_meanwhile": (409, "conflict"),
    "transition_refused": (409, "transition"),
    "reason_needed": (400, "reason_needed"),
    "signal_erased": (410, "erased"),
    "store_busy": (503, "unavailable"),
}
"""How the refusals of the service layer read at the door."""


def install(app: FastAPI, texts: Texts) -> None:
    """Make every error of this app leave by the one handler."""

    async def handle(request: Request, error: Exception) -> Response:
        return answer(request, as_door_error(error), texts)

    for kind in (DoorError, ServiceError, HTTPException, RequestValidationError, Exception):
        app.add_exception_handler(kind, handle)


def as_door_error(error: Exception) -> DoorError:
    """What the door says of any exception; the unexpected ones say nothing of themselves."""
    if isinstance(error, DoorError):
        return error
    if isinstance(error, ServiceError) and error.code in SERVICE_ERRORS:
        return DoorError(*SERVICE_ERRORS[error.code])
    if isinstance(error, RequestValidationError):
        return DoorError(400, "bad_request", detail=_where(error))
    if isinstance(error, HTTPException):
        code = STATUS_CODES.get(error.status_code, "bad_request")
        return DoorError(error.status_code, code, error.headers)
    log.error("doors.unexpected kind=%s", type(error).__name__, exc_info=error)
    return DoorError(500, "internal")


def answer(request: Request, error: DoorError, texts: Texts) -> Response:
    """A page for somebody with a browser on a page, else problem+json."""
    language = accepted_language(request)
    title = texts.say(language, f"errors.{error.code}_title")
    advice = texts.say(language, f"errors.{error.code}_now")
    # Starlette answers the unexpected outside its middleware, so the headers are set here too.
    headers = {**HEADERS, **error.headers}
    if wants_page(request):
        templates = request.app.state.templates
        context = {
            "title": title,
            "advice": advice,
            "home": texts.say(language, "errors.home"),
            "language": language.value,
        }
        page: Response = templates.TemplateResponse(
            request, "error.html", context, status_code=error.status, headers=headers
        )
        return page
    detail = f"{advice} ({error.detail})" if error.detail else advice
    body = {
        "type": "about:blank",
        "title": title,
        "status": error.status,
        "detail": detail,
        "code": error.code,
    }
    return JSONResponse(body, error.status, headers=headers, media_type=PROBLEM_JSON)


def accepted_language(request: Request) -> Language:
    """English for who asks for it first, else Dutch."""
    preferred = request.headers.get("accept-language", "").strip().lower()
    return Language.EN if preferred.startswith("en") else Language.NL


def wants_page(request: Request) -> bool:
    """Whether a person is looking at this address in a browser."""
    if request.url.path.startswith(PROGRAM_PREFIXES):
        return False
    return "text/html" in request.headers.get("accept", "")


def _where(error: RequestValidationError) -> str:
    # Names of our own fields only: values, and the names of fields that we do not know, may be
    # what a person typed.
    places = [
        item["loc"][:-1] if item["type"] == "extra_forbidden" else item["loc"]
        for item in error.errors()
    ]
    return ", ".join(dict.fromkeys(".".join(str(part) for part in place) for place in places))
