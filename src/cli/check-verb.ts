import type { Fault } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { isPortError } from "../port/port-error.ts";
import { isImplementationFault } from "../protocol/implementation-fault.ts";
import { columns, WIDTH, wrap } from "../report/text-table.ts";
import { visible, visibleLine } from "../report/visible.ts";
import { probe } from "../runner/probes.ts";
import { openSession } from "../runner/session.ts";
import { manifestNotes, strangerNotes } from "./handshake-notes.ts";
import type { Io } from "./io.ts";
import { type Aim, type RunFlags, readAim } from "./run-options.ts";
import { openTarget, targetWords } from "./target.ts";

const MARKS = { ok: "good", wrong: "bad", "--": "odd" } as const;

/** What came of one thing that was tried; what does not fit in the line goes on below it. */
function line(io: Io, mark: keyof typeof MARKS, text: string): void {
  const [first = "", ...rest] = wrap(visible(text), (io.width ?? WIDTH) - 4);
  io.out(`${io.style[MARKS[mark]](mark)}  ${first}\n${rest.map((more) => `    ${more}\n`).join("")}`);
}

function hello(handshake: Handshake, io: Io): void {
  const { name, version, language } = handshake.implementation;
  line(
    io,
    "ok",
    `it says hello: ${name} ${version} (${language}), protocol ${handshake.protocol}, settles ${handshake.settle}`,
  );
  const claims = [
    ["profiles", visibleLine(handshake.profiles.join(" "), 2000)],
    ["capabilities", visibleLine(handshake.capabilities.join(" ") || "none yet", 2000)],
  ];
  for (const claim of columns(claims, (io.width ?? WIDTH) - 4)) io.out(`    ${claim}\n`);
}

function fault({ kind, text, advice = "", stderr = "" }: Fault, io: Io): number {
  line(io, "wrong", `${kind}: ${text}`);
  if (advice !== "") io.out(`    ${visible(advice)}\n`);
  if (stderr !== "")
    io.out(`    the end of its stderr:\n      ${visible(stderr.trimEnd()).replaceAll("\n", "\n      ")}\n`);
  return 3;
}

async function probeAll(implementation: Implementation, handshake: Handshake, io: Io): Promise<number> {
  let code = 0;
  for await (const { title, verdict, text } of probe(implementation, handshake)) {
    if (verdict === "not claimed") line(io, "--", `${title}: not tried, it does not claim ${text}`);
    else line(io, verdict, text === undefined ? title : `${title}: ${text}`);
    if (verdict === "wrong") code = 1;
  }
  return code;
}

/** What to do after a conversation in which nothing went wrong. */
function advice({ capabilities }: Handshake): string {
  return capabilities.length === 0
    ? "It can be judged, and claims nothing yet: `mmuspec run` with the same arguments names the first step.\n"
    : "It can be judged: `mmuspec run` with the same arguments.\n";
}

interface Talk {
  readonly code: number;
  /** What to do next; empty if something is wrong. */
  readonly next: string;
}

async function talk(implementation: Implementation, aim: Aim, notes: string[], io: Io): Promise<Talk> {
  try {
    const { handshake } = await openSession(implementation, aim.seed);
    hello(handshake, io);
    notes.push(...strangerNotes(handshake), ...manifestNotes(aim.manifest, handshake));
    const code = await probeAll(implementation, handshake, io);
    return { code, next: code === 0 ? advice(handshake) : "" };
  } catch (error) {
    if (isImplementationFault(error)) return { code: fault(error.fault, io), next: "" };
    if (isPortError(error)) return { code: fault({ kind: error.code, text: error.message }, io), next: "" };
    throw error;
  }
}

/**
 * `mmuspec check`: the handshake and three probes, in plain words.
 *
 * @returns the exit code
 */
export async function checkVerb(flags: RunFlags, command: readonly string[] | undefined, io: Io): Promise<number> {
  const aim = await readAim(flags, command);
  const notes: string[] = [];
  const options = { deadlineMs: aim.deadlineMs, ...(aim.seed === undefined ? {} : { seed: aim.seed }) };
  io.out(`${visibleLine(targetWords(aim.target))}\n`);
  let ended: Talk;
  try {
    const { implementation } = await openTarget(aim.target, { ...options, onNote: (note) => void notes.push(note) });
    ended = await talk(implementation, aim, notes, io);
    await implementation.close();
  } catch (error) {
    if (!isImplementationFault(error)) throw error;
    ended = { code: fault(error.fault, io), next: "" };
  }
  for (const note of new Set(notes)) io.out(`note: ${visibleLine(note)}\n`);
  io.out(ended.next);
  return ended.code;
}
