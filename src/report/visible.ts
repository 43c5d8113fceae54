import { sanitize } from "../protocol/sanitize.ts";

/** Text of an implementation, made safe to show on a terminal or a page. Line breaks and tabs stay. */
export function visible(text: string): string {
  return sanitize(text, { lines: true, max: 20_000 });
}

/** The same on one line, and not much longer than `limit` characters. */
export function visibleLine(text: string, limit = 400): string {
  return sanitize(text.replace(/\s*\n\s*/g, " "), { max: limit });
}
