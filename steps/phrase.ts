import type { OperationName } from "../src/port/operation.ts";
import type { SpecWorld } from "./world.ts";

/** An operation with its arguments, as a request carries it. */
export interface PlannedCall {
  readonly op: OperationName;
  readonly args: Record<string, unknown>;
}

/** What a phrase is read for. */
export interface PhraseContext {
  readonly world: SpecWorld;
  readonly thread: string;
  /** The address space: `mm`, or what `on "…"` named. */
  readonly mm: string;
}

/** One row of the phrase table: how an operation is said in a feature. */
export interface Phrase {
  /** Words, with "" for a quoted name and <> for a bare word. */
  readonly says: string;
  readonly plan: (context: PhraseContext, words: readonly string[]) => PlannedCall;
}

interface Compiled {
  /** The word that it begins with; empty if that is none of its own. */
  readonly first: string;
  readonly pattern: RegExp;
  readonly phrase: Phrase;
}

const compiled: Compiled[] = [];
const byFirst = new Map<string, readonly Compiled[]>();

/** Adds rows to the table. */
export function addPhrases(phrases: readonly Phrase[]): void {
  for (const phrase of phrases) {
    const source = phrase.says
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replaceAll('""', '"([^"]*)"')
      .replaceAll("<>", '([^\\s"]+)');
    compiled.push({ first: firstWord(phrase.says), pattern: new RegExp(`^${source}$`), phrase });
  }
  byFirst.clear();
  readings.clear();
}

function firstWord(text: string): string {
  return /^[^\s"<]*/.exec(text)?.[0] ?? "";
}

/** The phrases that a text with this first word can be, in the order of the table. */
function candidates(first: string): readonly Compiled[] {
  const known = byFirst.get(first) ?? compiled.filter((row) => row.first === "" || row.first === first);
  byFirst.set(first, known);
  return known;
}

/** A text of a feature, taken apart. */
interface Reading {
  readonly phrase: Phrase;
  readonly mm: string;
  readonly words: readonly string[];
}

/** Features say the same things again and again. */
const readings = new Map<string, Reading>();

function read(text: string): Reading {
  const other = / on "([^"]*)"$/.exec(text);
  const said = other === null ? text : text.slice(0, other.index);
  for (const { pattern, phrase } of candidates(firstWord(said))) {
    const match = pattern.exec(said);
    if (match !== null) return { phrase, mm: other?.[1] ?? "mm", words: match.slice(1) };
  }
  throw new Error(`no operation is called: ${text}`);
}

/** Reads an operation: `insert "s" over "A"`, with `on "mm2"` behind it for another address space. */
export function readPhrase(world: SpecWorld, thread: string, text: string): PlannedCall {
  const reading = readings.get(text) ?? read(text);
  readings.set(text, reading);
  return reading.phrase.plan({ world, thread, mm: reading.mm }, reading.words);
}

/** A world of which anything can be asked, for phrases that are looked at and not carried out. */
const anything: SpecWorld = new Proxy(
  Object.assign(() => anything, {}),
  {
    get: (_, key) => (key === Symbol.toPrimitive ? () => 0n : anything),
    apply: () => anything,
  },
) as unknown as SpecWorld;

function operationOf({ says, plan }: Phrase): OperationName | undefined {
  const words = (says.match(/""|<>/g) ?? []).map((word) => (word === "<>" ? "0" : "A.0"));
  try {
    return plan({ world: anything, thread: "T1", mm: "mm" }, words).op;
  } catch {
    return undefined; // it looks at its words
  }
}

/** Every phrase, with its operation where that does not depend on its words, for the documentation. */
export function phraseOperations(): readonly { says: string; op?: OperationName }[] {
  return compiled.map(({ phrase }) => {
    const op = operationOf(phrase);
    return op === undefined ? { says: phrase.says } : { says: phrase.says, op };
  });
}
