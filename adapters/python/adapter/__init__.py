"""A model of Linux MMU notifiers in plain Python, behind the mmuspec protocol.

From the wire inwards: `wire` (lines and JSON-RPC), `session` (the methods), `operations` and
`script` (what threads and callbacks can be told to do), and then the model itself: `world`,
`scheduler`, `locks`, `address_space`, `sections`, `chain`, `interval`.
"""
