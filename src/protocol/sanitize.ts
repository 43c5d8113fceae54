/** How much of a text is shown, and whether its line breaks are kept. */
export interface SanitizeOptions {
  /** Characters that are kept; the rest is counted. Default 2000. */
  readonly max?: number;
  /** Keep newlines and tabs, for text of several lines. Default false. */
  readonly lines?: boolean;
}

/** Nothing to escape in these: the fast path. */
const PLAIN = /^[ -~]*$/;

/** Code points that move the cursor, hide, or reorder what a reader sees. */
function isHarmful(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  // Directional and zero-width marks, line and paragraph separators, the byte-order mark.
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || isInvisible(code);
}

function isInvisible(code: number): boolean {
  return (code >= 0x2060 && code <= 0x206f) || code === 0xfeff || code === 0x061c || code === 0xad;
}

const SHORT: Readonly<Record<number, string>> = { 8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r" };

function escaped(code: number): string {
  if (code < 0x100) return SHORT[code] ?? `\\x${code.toString(16).padStart(2, "0")}`;
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

/** True if a text holds something that {@link sanitize} would show as an escape. */
export function needsSanitizing(text: string): boolean {
  if (PLAIN.test(text)) return false;
  for (const character of text) if (isHarmful(character.codePointAt(0) ?? 0)) return true;
  return false;
}

/**
 * Makes text of the other side safe for a terminal: control characters, lone surrogates and
 * marks that reorder or hide text become escapes, and its length is bounded.
 */
export function sanitize(text: string, options: SanitizeOptions = {}): string {
  const { max = 2000, lines = false } = options;
  if (text.length <= max && PLAIN.test(text)) return text;
  let shown = "";
  let at = 0;
  for (const character of text) {
    if (at >= max) return `${shown}… (${text.length - at} more)`;
    at += character.length;
    const code = character.codePointAt(0) ?? 0;
    const keep = !isHarmful(code) || (lines && (code === 10 || code === 9));
    shown += keep ? character : escaped(code);
  }
  return shown;
}

/** A JSON value in at most `max` characters that are safe to print. */
export function showValue(value: unknown, max: number): string {
  try {
    return sanitize(JSON.stringify(value) ?? "nothing", { max });
  } catch {
    return "a value that is nested too deeply";
  }
}
