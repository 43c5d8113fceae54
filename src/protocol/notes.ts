import { needsSanitizing, sanitize } from "./sanitize.ts";
import type { OnNote } from "./transport.ts";

/** More notes than this say nothing new. */
const MOST = 50;

/** Passes each note on once. */
export function onceEach(onNote: OnNote): OnNote {
  const seen = new Set<string>();
  return (note) => {
    if (seen.has(note) || seen.size >= MOST) return;
    seen.add(note);
    onNote(note);
  };
}

/** JSON text without any of these holds no harmful character, escaped or not. */
const SUSPICIOUS = /\\[bfnrtu]|[^ -~]/;

/** True for what nearly every message is: plain ASCII without any escape. It takes a tenth of the expression's time. */
function isPlain(line: string): boolean {
  return Buffer.byteLength(line) === line.length && !line.includes("\\") && !line.includes("\u007f");
}

function harmful(value: unknown, key: string): string | undefined {
  if (typeof value === "string") {
    const text = key === "text" ? value.replaceAll("\n", "").replaceAll("\t", "") : value;
    return needsSanitizing(text) ? value : undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = needsSanitizing(name) ? name : harmful(member, Array.isArray(value) ? key : name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A note about control characters, lone surrogates and the like in a result; undefined if there are none. */
export function harmfulTextNote(line: string, result: unknown): string | undefined {
  if (isPlain(line) || !SUSPICIOUS.test(line)) return undefined;
  const found = harmful(result, "");
  return found === undefined
    ? undefined
    : `it answers with text that is not printable: ${sanitize(found, { max: 100 })}`;
}
