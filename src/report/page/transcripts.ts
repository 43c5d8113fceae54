import type { ScenarioResult } from "../../port/generated/documents.ts";
import { sanitize } from "../../protocol/sanitize.ts";

/** Lines of a transcript that are shown of one scenario; a loop of polls can be endless. */
const MOST_LINES = 400;
const WIDEST = 2000;

/** What was said in each scenario of a profile: `> ` what was asked, `< ` what was answered. */
export type Transcripts = ReadonlyMap<string, readonly string[]>;

/** What a transcript is found by. */
export function transcriptKey({ id, profile }: Pick<ScenarioResult, "id" | "profile">): string {
  return `${id} ${profile}`;
}

interface Line {
  readonly scenario?: string;
  readonly profile?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: string;
}

function shown({ method = "", params, result, error }: Line): string[] {
  const said = (value: unknown) => sanitize(JSON.stringify(value) ?? "", { max: WIDEST });
  const answer = error === undefined ? said(result) : `error: ${sanitize(error, { max: WIDEST })}`;
  return [`> ${sanitize(method)} ${said(params)}`, `< ${answer}`];
}

/** Keeps what is said in the scenarios that are wanted. */
class Reader {
  readonly found = new Map<string, string[]>();
  #current: string[] | undefined;

  constructor(private readonly wanted: (key: string) => boolean) {}

  /** Takes the next line. Most are of scenarios that nobody asks for: these are not parsed. */
  take(text: string): void {
    if (text === "" || (this.#current === undefined && !text.startsWith('{"scenario"'))) return;
    const line = JSON.parse(text) as Line;
    if (line.scenario === undefined) this.#keep(line);
    else this.#begin(`${line.scenario} ${line.profile ?? ""}`);
  }

  #begin(key: string): void {
    this.#current = this.wanted(key) ? (this.found.get(key) ?? []) : undefined;
    if (this.#current !== undefined) this.found.set(key, this.#current);
  }

  #keep(line: Line): void {
    if (this.#current === undefined || this.#current.length >= MOST_LINES) return;
    this.#current.push(...shown(line));
    if (this.#current.length >= MOST_LINES) this.#current.push("… and so on");
  }
}

/**
 * Reads what `run --transcript` wrote, and keeps what was said in the scenarios that are wanted.
 *
 * @param lines JSON objects
 * @throws a SyntaxError if a line is none
 */
export async function readTranscripts(
  lines: AsyncIterable<string> | Iterable<string>,
  wanted: (key: string) => boolean,
): Promise<Transcripts> {
  const reader = new Reader(wanted);
  for await (const line of lines) reader.take(line);
  return reader.found;
}
