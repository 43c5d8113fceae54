/** Bounds of the wire. None of them can be lifted by the other side. */
export const LIMITS = {
  /** Bytes in one message, its newline not counted. */
  lineBytes: 16 * 1024 * 1024,
  /** Messages, and characters of them, that may wait unread before reading pauses. */
  unreadLines: 16,
  unreadCharacters: 1024 * 1024,
  /** Milliseconds for one answer. */
  deadlineMs: 10_000,
  /** Restarts in one run. */
  restarts: 10,
  /** Bytes of stderr that are kept. */
  stderrBytes: 16 * 1024,
  /** Bytes of stderr beyond which a note is made. */
  stderrFloodBytes: 1024 * 1024,
  /** Messages that a fault shows, and the characters of each. */
  messages: 10,
  messageCharacters: 400,
  /** Milliseconds between the end of the output and the exit for both to count as one event. */
  exitAfterOutputMs: 250,
  /** Milliseconds that a program has to leave by itself once it was told to. */
  leaveMs: 1000,
  /** Milliseconds between SIGTERM and SIGKILL. */
  termGraceMs: 500,
} as const;
