import * as validators from "../port/generated/validators.js";
import type { Implementation, Method } from "../port/implementation.ts";
import { isPortError, PortError } from "../port/port-error.ts";
import { isProfile, profileNames } from "../port/profile.ts";
import { claimedCapabilities } from "./claims.ts";
import { defineSubscriber, defineTable } from "./definitions.ts";
import { observe } from "./observe.ts";
import { runnerOf, runOperation } from "./operations.ts";
import { conformingParts, type Parts } from "./parts.ts";
import type { Handshake, Observation, Params, Result } from "./port-types.ts";
import { query } from "./query.ts";
import { REFERENCE_VERSION } from "./version.ts";
import { World } from "./world.ts";

/** The protocol version that the reference speaks. */
export const PROTOCOL_VERSION = 1;

/** Inner points at which a thread can be held. */
export const POINTS: readonly string[] = ["after-queueing", "deferred-work", "device-unlocked"];

type Handlers = { readonly [M in Method]: (params: Params<M>) => Result<M> };

/** The reference implementation behind the port. Deterministic; one world at a time. */
export class Reference implements Implementation {
  private world: World | undefined;

  constructor(private readonly parts: Parts = conformingParts) {}

  async request<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
    return this.handlers[method](params);
  }

  async close(): Promise<void> {
    this.world = undefined;
  }

  private readonly handlers: Handlers = {
    initialize: () => this.handshake(),
    reset: ({ profile }) => {
      if (!isProfile(profile)) throw new PortError("invalid", `unknown profile ${profile}`);
      this.world = new World(this.parts, profile);
      return {};
    },
    define_subscriber: (params) => {
      defineSubscriber(this.current, params);
      return {};
    },
    define_table: (params) => {
      defineTable(this.current, params);
      return {};
    },
    script: (params) => {
      this.current.scripts.add(params);
      return {};
    },
    call: ({ thread, op, args }) => this.call(thread, op, args),
    open: ({ gate }) => {
      this.current.gate(gate).open();
      return this.settle();
    },
    hold: ({ thread, point, gate }) => {
      if (!POINTS.includes(point)) throw new PortError("unsupported", `there is no point ${point}`);
      this.current.hold(thread, point, gate);
      return {};
    },
    query: (params) => query(this.current, params),
    shutdown: () => ({}),
  };

  private get current(): World {
    if (this.world === undefined) throw new PortError("invalid", "there is no world: send reset first");
    return this.world;
  }

  private handshake(): Handshake {
    return {
      protocol: PROTOCOL_VERSION,
      implementation: { name: "mmuspec reference", version: REFERENCE_VERSION, language: "TypeScript" },
      profiles: [...profileNames],
      capabilities: claimedCapabilities(),
      points: [...POINTS],
      settle: "exact",
    };
  }

  private call(name: string, op: string, args: Record<string, unknown>): Observation {
    const world = this.current;
    runnerOf(world, op);
    checkArguments(op, args);
    const thread = world.machine.kernel.scheduler.thread(name);
    if (!thread.idle) throw new PortError("invalid", `the thread ${name} is blocked`);
    const isNew = !world.threads.has(name);
    world.threads.add(name);
    thread.begin(runOperation(world, op, args, false));
    try {
      return this.settle();
    } catch (error) {
      // A refused request changes nothing: no thread comes of it.
      if (isNew && isPortError(error)) world.threads.delete(name);
      throw error;
    }
  }

  private settle(): Observation {
    const world = this.current;
    world.machine.kernel.scheduler.run();
    return observe(world);
  }
}

function checkArguments(op: string, args: Record<string, unknown>): void {
  const validate = (validators as unknown as Record<string, validators.Validator | undefined>)[`op_${op}`];
  if (validate === undefined || validate(args)) return;
  const [error] = validate.errors ?? [];
  throw new PortError("invalid", `${op}: ${error?.instancePath ?? ""} ${error?.message ?? "malformed arguments"}`);
}
