#!/usr/bin/env python3
"""An independent model of the notifier core behind the mmuspec protocol.

Without arguments it speaks over stdin and stdout, as `mmuspec run -- python3 mmuspec_python.py`
expects. With --listen it serves one connection after another over a socket, for
`mmuspec run --connect`.
"""

import argparse
import sys

from adapter.listen import Address, listen
from adapter.wire import serve


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--listen",
        metavar="ADDRESS",
        type=Address.parse,
        help="HOST:PORT or unix:PATH; port 0 picks a free one, which is printed on stderr",
    )
    options = parser.parse_args()
    if options.listen is None:
        serve(sys.stdin.buffer, sys.stdout.buffer)
        return 0
    return listen(options.listen)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
