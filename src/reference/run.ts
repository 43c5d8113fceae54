import { Dpor } from "../explore/dpor.ts";
import { KernelProgram } from "../explore/kernel-program.ts";
import { randomSearch } from "../explore/random.ts";
import { replay } from "../explore/replay.ts";
import type { Bounds, Exploration } from "../explore/result.ts";
import { readSchedule, writeSchedule } from "../explore/schedule.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import type { Event, RunAnswer, RunParams } from "../port/generated/protocol.ts";
import { PortError } from "../port/port-error.ts";
import { isProfile } from "../port/profile.ts";
import { toWire } from "./observe.ts";
import type { Parts } from "./parts.ts";
import { toOutcome } from "./run-outcome.ts";
import { RunWorld } from "./run-world.ts";

function boundsOf({ maxExecutions, maxSeconds }: RunParams): Bounds {
  return {
    ...(maxExecutions === undefined ? {} : { maxExecutions }),
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
  };
}

function orderOf({ schedule = "" }: RunParams): number[] {
  const order = readSchedule(schedule);
  if (order === undefined) throw new PortError("invalid", `not a schedule: ${schedule}`);
  return order;
}

function explore(program: KernelProgram, params: RunParams): Exploration {
  switch (params.mode) {
    case "every":
      return new Dpor(program, boundsOf(params)).run();
    case "random":
      return randomSearch(program, params.iterations ?? 1000, params.seed ?? 1, boundsOf(params));
    case "replay":
      return replay(program, orderOf(params));
    default:
      throw new PortError("unsupported", `the mode ${params.mode} is not offered`);
  }
}

/** `run` of the port: many executions of the same threads, and their outcomes. */
export function run(parts: Parts, params: RunParams): RunAnswer {
  if (!isProfile(params.profile)) throw new PortError("invalid", `unknown profile ${params.profile}`);
  let last: TraceEvent[] = [];
  const program = new KernelProgram(() => {
    const world = new RunWorld(parts, params);
    if (params.mode === "replay") {
      const drain = world.kernel.drain.bind(world.kernel);
      world.kernel.drain = () => {
        last = drain();
        return last;
      };
    }
    return world;
  });
  const found = explore(program, params);
  const outcomes = [...found.outcomes].map(([line, { count, witness }]) =>
    toOutcome(line, count, writeSchedule(witness)),
  );
  const events = params.mode === "replay" ? { events: seen(last) } : {};
  const { complete, cut, executions, redundant } = found;
  return {
    complete: params.mode === "every" && complete,
    ...(cut === undefined || params.mode !== "every" ? {} : { cut }),
    executions,
    redundant,
    outcomes: outcomes.map((outcome) => ({ ...outcome, ...events })),
  };
}

function seen(events: readonly TraceEvent[]): Event[] {
  return events.filter(({ event }) => event !== "call").map(toWire);
}
