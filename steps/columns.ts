import type { RunColumn, RunThread } from "../src/port/generated/protocol.ts";
import { hex } from "./ranges.ts";
import type { SpecWorld } from "./world.ts";

interface Reader {
  readonly says: RegExp;
  readonly read: (words: readonly string[], world: SpecWorld) => RunColumn;
}

/** How many calls a thread of the program makes. */
function callsOf(program: readonly RunThread[], thread: string): number {
  const found = program.find((candidate) => candidate.thread === thread);
  if (found === undefined) throw new Error(`${thread} is none of the threads that run`);
  return found.calls.length;
}

/** `T1` is the thread's last call, `T1.2` its second. */
function callOf(world: SpecWorld, thread: string, call: string | undefined): { thread: string; call: number } {
  const last = callsOf(world.program ?? [], thread);
  return { thread, call: call === undefined ? last : Number(call) };
}

/** How the columns of an outcome table are said. */
const READERS: readonly Reader[] = [
  {
    says: /^the command (\w+) of "([^"]*)"$/,
    read: ([command = "", subscriber = ""]) => ({ of: "commands", command, subscriber }),
  },
  { says: /^the context of "([^"]*)"$/, read: ([subscriber = ""]) => ({ of: "context", subscriber }) },
  {
    says: /^the flags at "([^"]*)"$/,
    read: ([range = ""], world) => ({ of: "flags", address: hex(world.range(range).start) }),
  },
  {
    says: /^(T\d)(?:\.(\d))?$/,
    read: ([thread = "", call], world) => ({ of: "result", ...callOf(world, thread, call) }),
  },
  {
    says: /^(T\d)(?:\.(\d))? waited$/,
    read: ([thread = "", call], world) => ({ of: "waited", ...callOf(world, thread, call) }),
  },
  {
    says: /^(\w+) of "([^"]*)"(?: in (T\d))?$/,
    read: ([callback = "", subscriber = "", thread]) =>
      thread === undefined ? { of: "calls", callback, subscriber } : { of: "calls", callback, subscriber, thread },
  },
  {
    says: /^(\w+) of "([^"]*)" by$/,
    read: ([callback = "", subscriber = ""]) => ({ of: "caller", callback, subscriber }),
  },
  { says: /^warnings$/, read: () => ({ of: "warnings" }) },
  { says: /^freed "([^"]*)"$/, read: ([mm = ""]) => ({ of: "freed", mm }) },
  {
    says: /^"([^"]*)" at "([^"]*)"$/,
    read: ([mirror = "", range = ""], world) => ({ of: "entry", mirror, address: hex(world.range(range).start) }),
  },
];

/** Reads the heading of a column. */
export function readColumn(world: SpecWorld, heading: string): RunColumn {
  for (const { says, read } of READERS) {
    const match = says.exec(heading);
    if (match !== null) return read(match.slice(1), world);
  }
  throw new Error(`not a column of an outcome table: ${heading}`);
}
