import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import type { Benchmark, Pairing, Skipped } from "./benchmark.ts";
import { ROOT, scratch } from "./root.ts";

/** A CPU that this process may run on; undefined where that cannot be chosen. */
function oneCpu(): string | undefined {
  if (process.platform !== "linux" || spawnSync("taskset", ["--version"]).status !== 0) return undefined;
  return /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
}

function pinned(cpu: string, worker: string): ChildProcess {
  const answering = join(ROOT, "bench", "programs", "answering-child.mjs");
  return spawn("taskset", ["-c", cpu, process.execPath, worker, answering], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function told(worker: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null) => reject(new Error(`the round-trip worker ended with ${code}`));
    worker.once("exit", gone);
    worker.once("message", (message) => {
      worker.off("exit", gone);
      resolve(message);
    });
  });
}

async function ask(worker: ChildProcess, side: string): Promise<number> {
  worker.send(side);
  return Number(await told(worker));
}

/** A request and its checked answer through the kit's wire, beside bare clients of the same child. */
export const roundTrip: Benchmark = {
  name: "round-trip",
  title: "adapter round trip through the wire / raw ping-pong with the same child, all on one CPU",
  pairs: 101,
  figures: [
    { name: "bare JSON", unit: "µs", goal: { atMost: 1.2 } },
    { name: "bare bytes", unit: "µs" },
  ],
  async prepare(): Promise<Pairing | Skipped> {
    const cpu = oneCpu();
    if (cpu === undefined) return { skipped: "taskset is needed to keep both sides on one CPU" };
    const outfile = scratch("round-trip-worker.mjs");
    const entry = join(ROOT, "bench", "programs", "round-trip-worker.ts");
    await build({ entryPoints: [entry], outfile, bundle: true, format: "esm", platform: "node", packages: "external" });
    const worker = pinned(cpu, outfile);
    await told(worker);
    return {
      ours: async () => {
        const microseconds = await ask(worker, "ours");
        return [microseconds, microseconds];
      },
      peer: async () => [await ask(worker, "json"), await ask(worker, "bytes")],
      async close() {
        worker.send("close");
        await once(worker, "exit");
      },
    };
  },
};
