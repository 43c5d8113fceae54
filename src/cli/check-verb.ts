import type { Fault } from "../port/generated/documents.ts";
import type { Handshake } from "../port/generated/protocol.ts";
import type { Implementation } from "../port/implementation.ts";
import { isPortError } from "../port/port-error.ts";
import { isImplementationFault } from "../protocol/implementation-fault.ts";
import { columns, WIDTH } from "../report/text-table.ts";
import { visible, visibleLine } from "../report/visible.ts";
import { probe } from "../runner/probes.ts";
import { openSession } from "../runner/session.ts";
import { manifestNotes, strangerNotes } from "./handshake-notes.ts";
import type { Io } from "./io.ts";
import { type Aim, type RunFlags, readAim } from "./run-options.ts";
import { openTarget, targetWords } from "./target.ts";

function line(io: Io, good: boolean, text: string): void {
  io.out(`${good ? io.style.good("ok") : io.style.bad("wrong")}  ${visible(text)}\n`);
}

function hello(handshake: Handshake, io: Io): void {
  const { name, version, language } = handshake.implementation;
  line(
    io,
    true,
    `it says hello: ${name} ${version} (${language}), protocol ${handshake.protocol}, settles ${handshake.settle}`,
  );
  const claims = [
    ["profiles", visibleLine(handshake.profiles.join(" "), 2000)],
    ["capabilities", visibleLine(handshake.capabilities.join(" ") || "none yet", 2000)],
  ];
  for (const claim of columns(claims, (io.width ?? WIDTH) - 4)) io.out(`    ${claim}\n`);
}

function fault({ kind, text, advice = "", stderr = "" }: Fault, io: Io): number {
  line(io, false, `${kind}: ${text}`);
  if (advice !== "") io.out(`    ${visible(advice)}\n`);
  if (stderr !== "")
    io.out(`    the end of its stderr:\n      ${visible(stderr.trimEnd()).replaceAll("\n", "\n      ")}\n`);
  return 3;
}

async function probeAll(implementation: Implementation, handshake: Handshake, io: Io): Promise<number> {
  let code = 0;
  for await (const { title, verdict, text } of probe(implementation, handshake)) {
    if (verdict === "not claimed") io.out(`${io.style.odd("--")}  ${title}: not tried, it does not claim ${text}\n`);
    else line(io, verdict === "ok", text === undefined ? title : `${title}: ${text}`);
    if (verdict === "wrong") code = 1;
  }
  return code;
}

async function talk(implementation: Implementation, aim: Aim, notes: string[], io: Io): Promise<number> {
  try {
    const { handshake } = await openSession(implementation, aim.seed);
    hello(handshake, io);
    notes.push(...strangerNotes(handshake), ...manifestNotes(aim.manifest, handshake));
    return await probeAll(implementation, handshake, io);
  } catch (error) {
    if (isImplementationFault(error)) return fault(error.fault, io);
    if (isPortError(error)) return fault({ kind: error.code, text: error.message }, io);
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
  let code: number;
  try {
    const { implementation } = await openTarget(aim.target, { ...options, onNote: (note) => void notes.push(note) });
    code = await talk(implementation, aim, notes, io);
    await implementation.close();
  } catch (error) {
    if (!isImplementationFault(error)) throw error;
    code = fault(error.fault, io);
  }
  for (const note of new Set(notes)) io.out(`note: ${visibleLine(note)}\n`);
  if (code === 0) io.out("It can be judged: `mmuspec run` with the same arguments.\n");
  return code;
}
