import type { Observation } from "../port/generated/protocol.ts";
import * as validators from "../port/generated/validators.js";
import type { Method, Params, Result } from "../port/implementation.ts";
import { isPortError, PortError } from "../port/port-error.ts";
import { defineSubscriber, defineTable } from "./definitions.ts";
import { observe } from "./observe.ts";
import { runnerOf, runOperation } from "./operations.ts";
import { query } from "./query.ts";
import type { World } from "./world.ts";

/** Inner points at which a thread can be held. */
export const POINTS: readonly string[] = ["after-queueing", "deferred-work", "device-unlocked"];

/** Requests that concern the world as it stands. */
export type WorldMethod = Exclude<Method, "initialize" | "reset" | "run" | "shutdown">;

type Handlers = { readonly [M in WorldMethod]: (world: World, params: Params<M>) => Result<M> };

const HANDLERS: Handlers = {
  define_subscriber: (world, params) => {
    defineSubscriber(world, params);
    return {};
  },
  define_table: (world, params) => {
    defineTable(world, params);
    return {};
  },
  script: (world, params) => {
    world.scripts.add(params);
    return {};
  },
  call: (world, { thread, op, args }) => call(world, thread, op, args),
  open: (world, { gate }) => {
    world.gate(gate).open();
    return settle(world);
  },
  hold: (world, { thread, point, gate }) => {
    if (!POINTS.includes(point)) throw new PortError("unsupported", `there is no point ${point}`);
    world.hold(thread, point, gate);
    return {};
  },
  query,
};

/** True for a request that concerns the world as it stands. */
export function isWorldMethod(method: string): method is WorldMethod {
  return Object.hasOwn(HANDLERS, method);
}

/** Carries out a request in a world. */
export function applyRequest<M extends WorldMethod>(world: World, method: M, params: Params<M>): Result<M> {
  return HANDLERS[method](world, params);
}

const found = new Map<string, validators.Validator | undefined>();

/** The validator of an operation's arguments: a namespace is slow to look things up in. */
function validatorOf(op: string): validators.Validator | undefined {
  const known = found.get(op);
  if (known !== undefined) return known;
  const validate = (validators as unknown as Record<string, validators.Validator | undefined>)[`op_${op}`];
  found.set(op, validate);
  return validate;
}

/** Refuses arguments that are not of the operation's shape. */
export function checkArguments(op: string, args: Readonly<Record<string, unknown>>): void {
  const validate = validatorOf(op);
  if (validate === undefined || validate(args)) return;
  const [error] = validate.errors ?? [];
  throw new PortError("invalid", `${op}: ${error?.instancePath ?? ""} ${error?.message ?? "malformed arguments"}`);
}

function call(world: World, name: string, op: string, args: Readonly<Record<string, unknown>>): Observation {
  runnerOf(world, op);
  checkArguments(op, args);
  const thread = world.machine.kernel.scheduler.thread(name);
  if (!thread.idle) throw new PortError("invalid", `the thread ${name} is blocked`);
  const isNew = !world.threads.has(name);
  world.threads.add(name);
  thread.begin(runOperation(world, op, args, false));
  try {
    return settle(world);
  } catch (error) {
    // A refused request changes nothing: no thread comes of it.
    if (isNew && isPortError(error)) world.threads.delete(name);
    throw error;
  }
}

function settle(world: World): Observation {
  world.machine.kernel.scheduler.run();
  return observe(world);
}
