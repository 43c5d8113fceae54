/**
 * Every way in which an implementation can fail as a peer, apart from what it answers. The codes
 * are stable: reports and scripts may rely on them. The advice tells the author what to look at.
 */
export const FAULT_KINDS = {
  "did-not-start": "Run the command by hand: it has to wait for a line on its standard input.",
  "handshake-refused": "`initialize` must be answered with a result; see docs/protocol.md.",
  "wrong-version": "Answer `initialize` with the protocol version that the request carries.",
  crashed: "Look at the end of stderr. A kernel's fatal check is an event, never an exit.",
  hung: "Answer every request; a thread that blocks is an observation, not a reason to wait.",
  "closed-stdout": "Keep standard output open until standard input ends.",
  "partial-line": "End each message with a newline and flush it.",
  "oversized-message": "A message is one line of at most 16 MiB.",
  "not-json": "Standard output carries messages only, one JSON object a line in UTF-8; log to stderr.",
  "not-schema": "Compare the message with docs/protocol.md and schemas/.",
  "unknown-id": "Answer each request once, with the id that it carried.",
  "repeated-id": "Answer each request once, with the id that it carried.",
  "missing-id": "Answer each request once, with the id that it carried.",
  "error-answer":
    "Errors are for `unsupported` (-32001) and `invalid` (-32602); results like EAGAIN are ordinary answers.",
  "over-claim": "Claim in the handshake only what is offered, or offer it.",
  "too-many-restarts": "It failed again and again; the first fault of the run says why.",
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;
