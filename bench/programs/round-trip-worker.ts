/**
 * Both sides of the round-trip benchmark, in one process that is pinned to one CPU with its children: a parent process
 * names a side, and gets the microseconds of one round trip.
 */
import { spawn } from "node:child_process";
import { PROTOCOL_VERSION } from "../../src/port/protocol-version.ts";
import { spawnTransport } from "../../src/protocol/spawn-transport.ts";
import { createWireImplementation } from "../../src/protocol/wire-implementation.ts";

/** Few enough to fit between two interruptions by other programs. */
const TRIPS = 500;
const WARM_UP = 20;
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

type Client = { request(): string; read(chunk: Buffer): void };

/** The least that any client of the protocol has to do: JSON out, JSON in. It looks at nothing. */
const json: Client = {
  request: () => `${JSON.stringify({ jsonrpc: "2.0", id: 1, method: "call", params })}\n`,
  read: (chunk) => JSON.parse(chunk.toString()),
};

const FIXED = json.request();

/** The least that two programs can do: the same bytes there and back. */
const bytes: Client = { request: () => FIXED, read: () => undefined };

/** One write, and one read up to the newline, again and again. */
function pingPong(client: Client): Promise<void> {
  return new Promise((resolve) => {
    let left = TRIPS;
    const take = (chunk: Buffer) => {
      if (chunk.at(-1) !== 0x0a) return;
      client.read(chunk);
      left -= 1;
      if (left > 0) child.stdin.write(client.request());
      else {
        child.stdout.off("data", take);
        resolve();
      }
    };
    child.stdout.on("data", take);
    child.stdin.write(client.request());
  });
}

const SIDES: Readonly<Record<string, () => Promise<void>>> = {
  ours,
  json: () => pingPong(json),
  bytes: () => pingPong(bytes),
};

async function answer(side: unknown): Promise<void> {
  if (side === "close") {
    child.kill();
    await wire.close();
    process.disconnect();
    return;
  }
  const begun = process.hrtime.bigint();
  await SIDES[String(side)]?.();
  process.send?.(Number(process.hrtime.bigint() - begun) / TRIPS / 1000);
}

process.on("message", (side) => void answer(side));
for (let round = 0; round < WARM_UP; round++) for (const side of Object.values(SIDES)) await side();
process.send?.("ready");
