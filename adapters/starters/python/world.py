"""What `reset` makes anew: put your implementation here.

A method for each method of the protocol that is offered; its parameters are the members of the request.
"""


class Refused(Exception):
    """A request that is not carried out: an answer with `error`."""


class Unsupported(Refused):
    """The operation, method or query is not offered."""

    code = -32001


class Invalid(Refused):
    """The request cannot be carried out as it stands: an unknown name, a thread that is blocked."""

    code = -32602


class World:
    def __init__(self, profile, **_):
        self.profile = profile

    def call(self, thread, op, args):
        """Lets a named thread begin an operation; returns the observation once everything has settled."""
        raise Unsupported(f"operation {op} is not offered")
