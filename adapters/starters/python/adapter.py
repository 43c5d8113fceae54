"""An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.

It claims nothing yet. What it offers stands in world.py. docs/protocol.md has every message.
"""

import json
import sys

from world import Refused, Unsupported, World

HANDSHAKE = {
    "protocol": 1,
    "implementation": {"name": "{{name}}", "version": "0.1.0", "language": "Python"},
    "profiles": ["v6.12"],
    # Add "core" here as soon as the operations of that capability are offered.
    "capabilities": [],
    "settle": "exact",
}

METHODS = ("define_subscriber", "define_table", "script", "call", "open", "hold", "query", "run")


class Session:
    """One conversation with the suite."""

    def __init__(self):
        self.world = None

    def answer(self, method, params):
        if method == "initialize":
            return HANDSHAKE
        if method == "shutdown":
            return {}
        if method == "reset":
            self.world = World(**params)
            return {}
        offered = getattr(self.world, method, None) if method in METHODS else None
        if offered is None:
            raise Unsupported(f"{method} is not offered")
        return offered(**params) or {}


def main():
    session = Session()
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        try:
            answer["result"] = session.answer(request["method"], request.get("params", {}))
        except Refused as refused:
            answer["error"] = {"code": refused.code, "message": str(refused)}
        print(json.dumps(answer), flush=True)  # without the flush the suite would wait for ever
        if request["method"] == "shutdown":
            break


if __name__ == "__main__":
    main()
