"""Why a request is refused, with the JSON-RPC code that says so."""


class Refused(Exception):
    """A request that is answered by a JSON-RPC error."""

    code = -32603


class Unsupported(Refused):
    """The method, operation or query exists in the protocol; this adapter does not offer it."""

    code = -32001


class Invalid(Refused):
    """The request cannot be carried out as it stands: a wrong shape, an unknown name, a blocked thread."""

    code = -32602


class UnknownMethod(Refused):
    """The protocol has no such method."""

    code = -32601


class Malformed(Refused):
    """Not a JSON-RPC request."""

    code = -32600


class NotJson(Refused):
    """Not JSON at all."""

    code = -32700


class Fatal(Exception):
    """A fatal check of the model failed: the world ends until it is reset."""
