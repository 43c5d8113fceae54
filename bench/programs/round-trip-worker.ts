/**
 * Both sides of the round-trip benchmark, in one process that is pinned to one CPU with its children: a parent process
 * names a side, and gets the microseconds of one round trip.
 */
import { spawn } from "node:child_process";
import { PROTOCOL_VERSION } from "../../src/port/protocol-version.ts";
import { spawnTransport } from "../../src/protocol/spawn-transport.ts";
import { createWireImplementation } from "../../src/protocol/wire-implementation.ts";

const TRIPS = 5000;
const [, , answering = ""] = process.argv;
const argv = [process.execPath, answering] as const;
const params = {
  thread: "T1",
  op: "invalidate_range_start",
  args: { range: "R1", mm: "A", start: "1000", end: "3000" },
};

const wire = createWireImplementation({ transport: spawnTransport(argv), suite: "bench" });
await wire.request("initialize", { protocol: PROTOCOL_VERSION, suite: "bench" });

async function ours(): Promise<void> {
  for (let trip = 0; trip < TRIPS; trip++) await wire.request("call", params);
}

const child = spawn(argv[0], [argv[1]], { stdio: ["pipe", "pipe", "inherit"] });

/** The least that any client has to do: one write, and one read up to the newline. */
function peer(): Promise<void> {
  const request = `{"jsonrpc":"2.0","id":1,"method":"call","params":${JSON.stringify(params)}}\n`;
  return new Promise((resolve) => {
    let left = TRIPS;
    const take = (chunk: Buffer) => {
      if (chunk.at(-1) !== 0x0a) return;
      left -= 1;
      if (left > 0) child.stdin.write(request);
      else {
        child.stdout.off("data", take);
        resolve();
      }
    };
    child.stdout.on("data", take);
    child.stdin.write(request);
  });
}

async function answer(side: unknown): Promise<void> {
  if (side === "close") {
    child.kill();
    await wire.close();
    process.disconnect();
    return;
  }
  const begun = process.hrtime.bigint();
  await (side === "ours" ? ours() : peer());
  process.send?.(Number(process.hrtime.bigint() - begun) / TRIPS / 1000);
}

process.on("message", (side) => void answer(side));
process.send?.("ready");
