"""Gives a request that fits openapi.yaml what no schema can tell: ids, versions, keys and cursors of what there is.

Loaded by fuzz-api into schemathesis; the requests that shall be refused stay as they are.
"""

import json
import re
import urllib.request
import uuid

import schemathesis

FORMS = {
    "order": {"products": [{"name": "Beans", "price": "12.50"}]},
    "product": {"name": "Beans", "price": "12.50"},
}


@schemathesis.hook
def before_call(context, case, kwargs):
    if not case.meta or not case.meta.generation.mode.is_positive:
        return
    base = case.operation.base_url.rstrip("/")
    component = case.path.split("/")[1]
    if "id" in case.path_parameters:
        case.path_parameters["id"] = placed(base, component if component in FORMS else "order")
    if "type" in case.path_parameters:
        case.path_parameters["type"] = "not-found"
    if "If-Match" in case.headers:
        case.headers["If-Match"] = '"v1"'
    if "Idempotency-Key" in case.headers:
        case.headers["Idempotency-Key"] = str(uuid.uuid4())
    if "version" in case.query:
        case.query["version"] = "1"
        case.query.pop("at", None)  # they exclude each other
    elif "at" in case.query:
        case.query["at"] = "9999-01-01T00:00:00Z"
    if "after" in case.query:
        case.query["after"] = "1" if case.path.endswith("/events") else cursor(base, component)


def placed(base, component):
    """Something new, once it is presented; its id is also that of the command that made it."""
    headers = {"Content-Type": "application/json", "Prefer": "wait=30"}
    body = json.dumps(FORMS[component]).encode()
    with urllib.request.urlopen(urllib.request.Request(f"{base}/{component}", body, headers)) as answer:
        assert answer.status == 201, answer.status
        return json.load(answer)["id"]


def cursor(base, component):
    for _ in range(2):
        placed(base, component)
    with urllib.request.urlopen(f"{base}/{component}?limit=1") as answer:
        return re.search(r"after=([^&>]+)", answer.headers["Link"])[1]
