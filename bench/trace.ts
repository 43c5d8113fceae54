import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Benchmark } from "./benchmark.ts";
import { cost } from "./program.ts";
import { ROOT, scratch } from "./root.ts";
import { COMMAND, notBuilt } from "./start-up.ts";

const EVENTS = 500_000;
const SHORT = 50_000;

function write(name: string, events: number): string {
  const file = scratch(name);
  const program = join(ROOT, "bench", "programs", "write-trace.ts");
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", program, file, String(events)]);
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return file;
}

/** Judging a recorded trace. */
export const trace: Benchmark = {
  name: "trace",
  title: `mmuspec check-trace, ${EVENTS.toLocaleString("en-US")} events / node that only parses the lines`,
  pairs: 5,
  figures: [
    { name: "an event", unit: "µs each" },
    { name: "an event, CPU", unit: "µs each" },
  ],
  async prepare() {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const file = write("trace.jsonl", EVENTS);
    const each = (argv: readonly string[]) => async () => {
      const { wall, cpu } = await cost(argv);
      return [(wall * 1000) / EVENTS, (cpu * 1000) / EVENTS];
    };
    return {
      ours: each([COMMAND, "check-trace", file]),
      peer: each([join(ROOT, "bench", "programs", "parse-lines.mjs"), file]),
    };
  },
};

/** A trace ten times as long takes no more memory. */
export const traceMemory: Benchmark = {
  name: "trace-memory",
  title: `mmuspec check-trace, ${EVENTS.toLocaleString("en-US")} events / the same, ${SHORT.toLocaleString("en-US")} events`,
  pairs: 5,
  figures: [{ name: "peak memory", unit: "MiB", goal: { atMost: 1.5 } }],
  async prepare() {
    const missing = notBuilt();
    if (missing !== undefined) return missing;
    const peak = (file: string) => async () => [(await cost([COMMAND, "check-trace", file])).peak];
    return { ours: peak(write("trace.jsonl", EVENTS)), peer: peak(write("short-trace.jsonl", SHORT)) };
  },
};
