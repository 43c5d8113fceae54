"""The wire: one JSON object a line, JSON-RPC 2.0 inside.

This module knows nothing of notifiers. Whatever arrives, it answers with one line and goes on;
it stops when the other side closes the stream or asks for `shutdown`.
"""

from __future__ import annotations

import json
import sys
import traceback
from typing import Any, BinaryIO

from .errors import Invalid, Malformed, NotJson, Refused
from .session import Session

MAX_LINE = 16 * 1024 * 1024
"""The greatest length of a message, in bytes."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers the requests of one connection until it ends."""
    session = Session()
    while not session.over:
        line = requests.readline(MAX_LINE + 1)
        if not line.endswith(b"\n") and len(line) <= MAX_LINE:
            return  # the end of the stream, perhaps in the middle of a line
        if len(line) > MAX_LINE:
            skip_line(requests, line)
            too_long = Malformed("the message is longer than 16 MiB")
            answer: dict[str, Any] | None = {"jsonrpc": "2.0", "id": None, "error": described(too_long)}
        elif not line.strip():
            continue
        else:
            answer = answer_to(session, line)
        if answer is not None:
            answers.write(json.dumps(answer, separators=(",", ":")).encode("ascii") + b"\n")
            answers.flush()  # the other side waits for this line


def skip_line(requests: BinaryIO, line: bytes) -> None:
    """Reads away what is left of an oversized line."""
    while line and not line.endswith(b"\n"):
        line = requests.readline(MAX_LINE)


def answer_to(session: Session, line: bytes) -> dict[str, Any] | None:
    """The answer to one line; None for a notification, which gets none."""
    request: dict[str, Any] = {"id": None}
    answer: dict[str, Any] = {"jsonrpc": "2.0", "id": None}
    try:
        request = parse(line)
        answer["id"] = identifier(request)
        answer["result"] = session.request(method_of(request), params_of(request))
    except Refused as refused:
        answer["error"] = described(refused)
    except Exception:  # a defect of this adapter must not take the connection down
        traceback.print_exc(file=sys.stderr)
        answer["error"] = described(Refused("internal error, see stderr"))
    return answer if "id" in request else None


def described(refused: Refused) -> dict[str, Any]:
    return {"code": refused.code, "message": str(refused)}


def parse(line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line.decode("utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"not JSON: {error}") from None
    if not isinstance(request, dict) or request.get("jsonrpc") != "2.0":
        raise Malformed("a request is an object with jsonrpc 2.0")
    return request


def no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def identifier(request: dict[str, Any]) -> Any:
    request_id = request.get("id")
    if "id" in request and (isinstance(request_id, bool) or not isinstance(request_id, (int, str))):
        raise Malformed("an id is a number or a string")
    return request_id


def method_of(request: dict[str, Any]) -> str:
    method = request.get("method")
    if not isinstance(method, str):
        raise Malformed("a request names a method")
    return method


def params_of(request: dict[str, Any]) -> dict[str, Any]:
    params = request.get("params", {})
    if not isinstance(params, dict):
        raise Invalid("params is an object")
    return params
