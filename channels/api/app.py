"""The API as an application of its own, so that its OpenAPI describes nothing else."""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI, Request, Response

from channels import problems
from channels.api.routes import router
from channels.api.schemas import Problem
from channels.texts import Texts

PREFIX = "/api/v1"
VERSION = "1.0.0"
CONTACT = {
    "name": "Niet-Pluis maintainers",
    "url": "https://nietpluis.example",
    "email": "beheer@nietpluis.example",
}
VERSION_HEADER = {
    "API-Version": {
        "description": "Version of the API that answered",
        "schema": {"type": "string", "example": VERSION},
    }
}
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": meaning,
        "content": {problems.PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, meaning in (
        (400, "The request cannot be read"),
        (401, "No valid token"),
        (404, "There is none, or none for this officer"),
        (409, "Changed in the meantime, or not possible now"),
        (429, "Too many tries"),
        (503, "This part does not answer now"),
    )
}


def create_api(texts: Texts) -> FastAPI:
    """The application behind /api/v1; the wiring is put in its state at start."""
    api = FastAPI(
        title="Niet-Pluis",
        description="Signals of human trafficking, their follow-up, and the knowledge base.",
        version=VERSION,
        contact=CONTACT,
        servers=[{"url": PREFIX, "description": "This installation"}],
        root_path_in_servers=False,
        docs_url=None,
        redoc_url=None,
    )
    api.include_router(router, responses=_PROBLEMS)
    problems.install(api, texts)
    api.middleware("http")(_with_version)
    _describe(api)
    return api


async def _with_version(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    response = await call_next(request)
    response.headers["API-Version"] = VERSION
    return response


def _describe(api: FastAPI) -> None:
    """Add to the OpenAPI what FastAPI leaves out: the version header and the problem form."""
    generate = api.openapi

    def openapi() -> dict[str, Any]:
        document = generate()
        schemas = document["components"]["schemas"]
        schemas["Problem"] = Problem.model_json_schema()
        for path in document["paths"].values():
            for operation in path.values():
                _complete(operation)
        for left_over in ("HTTPValidationError", "ValidationError"):
            schemas.pop(left_over, None)
        return document

    api.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _complete(operation: dict[str, Any]) -> None:
    # Wrong input is answered with 400, never with FastAPI's own 422.
    operation["responses"].pop("422", None)
    for response in operation["responses"].values():
        response["headers"] = VERSION_HEADER
