/** Characters that reorder or hide text on a terminal or a page. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const NOT_TEXT = /\p{Surrogate}|[\ufffe\uffff]/gu;

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? "\u2421" : `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
}

/**
 * Text of an implementation, made safe to show: control characters and marks of direction become
 * visible pictures, lone surrogates the replacement character. Line breaks and tabs stay.
 */
export function visible(text: string): string {
  return text.replace(NOT_TEXT, "\ufffd").replace(CONTROL, picture).replace(DIRECTION, picture);
}

/** The same on one line, and not longer than `limit` characters. */
export function visibleLine(text: string, limit = 400): string {
  const line = visible(text.replace(/\s*\n\s*/g, " ").replace(/\t/g, " "));
  const characters = [...line];
  return characters.length <= limit ? line : `${characters.slice(0, limit).join("")}…`;
}
