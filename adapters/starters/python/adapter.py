"""An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.

It claims nothing yet, and answers `unsupported` to every operation. docs/protocol.md has every message.
"""

import json
import sys

PROTOCOL = 1

HANDSHAKE = {
    "protocol": PROTOCOL,
    "implementation": {"name": "{{name}}", "version": "0.1.0", "language": "Python"},
    "profiles": ["v6.12"],
    # Add "core" here as soon as the operations of that capability are offered.
    "capabilities": [],
    "settle": "exact",
}

UNSUPPORTED = -32001


class Unsupported(Exception):
    """The operation, method or query is not offered."""


class World:
    """What `reset` makes anew: put your implementation here."""

    def __init__(self, profile):
        self.profile = profile
        self.threads = {}

    def call(self, thread, op, args):
        """Lets a named thread begin an operation; returns the observation once everything has settled."""
        raise Unsupported(f"operation {op} is not offered")


class Session:
    """One conversation with the suite."""

    def __init__(self):
        self.world = None

    def answer(self, method, params):
        if method == "initialize":
            return HANDSHAKE
        if method == "reset":
            self.world = World(params["profile"])
            return {}
        if method == "call":
            return self.world.call(params["thread"], params["op"], params["args"])
        if method == "shutdown":
            return {}
        raise Unsupported(f"{method} is not offered")


def main():
    session = Session()
    for line in sys.stdin:
        request = json.loads(line)
        answer = {"jsonrpc": "2.0", "id": request["id"]}
        try:
            answer["result"] = session.answer(request["method"], request.get("params", {}))
        except Unsupported as refused:
            answer["error"] = {"code": UNSUPPORTED, "message": str(refused)}
        print(json.dumps(answer), flush=True)  # without the flush the suite would wait for ever
        if request["method"] == "shutdown":
            break


if __name__ == "__main__":
    main()
