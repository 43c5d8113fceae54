/**
 * An adapter for mmuspec: answers one JSON object a line (JSON-RPC 2.0) on standard output.
 *
 * It claims nothing yet, and answers `unsupported` to every operation. docs/protocol.md has every message.
 */
import { createInterface } from "node:readline";

const PROTOCOL = 1;
const UNSUPPORTED = -32001;

const HANDSHAKE = {
  protocol: PROTOCOL,
  implementation: { name: "{{name}}", version: "0.1.0", language: "TypeScript" },
  profiles: ["v6.12"],
  // Add "core" here as soon as the operations of that capability are offered.
  capabilities: [] as string[],
  settle: "exact",
};

/** The operation, method or query is not offered. */
class Unsupported extends Error {}

/** What `reset` makes anew: put your implementation here. */
class World {
  readonly profile: string;

  constructor(profile: string) {
    this.profile = profile;
  }

  /** Lets a named thread begin an operation; returns the observation once everything has settled. */
  call(_thread: string, op: string, _args: Record<string, unknown>): object {
    throw new Unsupported(`operation ${op} is not offered`);
  }
}

let world = new World("v6.12");

// biome-ignore lint/suspicious/noExplicitAny: requests come from outside
function answer(method: string, params: any): object {
  switch (method) {
    case "initialize":
      return HANDSHAKE;
    case "reset":
      world = new World(params.profile);
      return {};
    case "call":
      return world.call(params.thread, params.op, params.args);
    case "shutdown":
      return {};
    default:
      throw new Unsupported(`${method} is not offered`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  let outcome: object;
  try {
    outcome = { result: answer(method, params) };
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    outcome = { error: { code: UNSUPPORTED, message: error.message } };
  }
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", id, ...outcome })}\n`);
  if (method === "shutdown") break;
}
