import { Dpor } from "../explore/dpor.ts";
import { KernelProgram } from "../explore/kernel-program.ts";
import { randomSearch } from "../explore/random.ts";
import { replay } from "../explore/replay.ts";
import type { Bounds } from "../explore/result.ts";
import { readSchedule, writeSchedule } from "../explore/schedule.ts";
import { runBreathing, type Search } from "../explore/search.ts";
import { Stateful } from "../explore/stateful.ts";
import type { TraceEvent } from "../kernel/trace.ts";
import type { Event, RunAnswer, RunParams } from "../port/generated/protocol.ts";
import { PortError } from "../port/port-error.ts";
import { isProfile } from "../port/profile.ts";
import { intervalModel } from "./model/interval-model.ts";
import { toWire } from "./observe.ts";
import { conformingParts, type Parts } from "./parts.ts";
import { toOutcome } from "./run-outcome.ts";
import { RunWorld } from "./run-world.ts";

/** Who is told how a long run goes, and may end it. */
export type RunControl = Pick<Bounds, "interrupted" | "progress">;

function boundsOf({ maxExecutions, maxSeconds }: RunParams, control: RunControl): Bounds {
  return {
    ...control,
    ...(maxExecutions === undefined ? {} : { maxExecutions }),
    ...(maxSeconds === undefined ? {} : { maxSeconds }),
  };
}

function orderOf({ schedule = "" }: RunParams): number[] {
  const order = readSchedule(schedule);
  if (order === undefined) throw new PortError("invalid", `not a schedule: ${schedule}`);
  return order;
}

function searchFor(program: KernelProgram, params: RunParams, control: RunControl): Search {
  switch (params.mode) {
    case "every":
      return new Dpor(program, boundsOf(params, control)).search();
    case "random":
      return randomSearch(program, params.iterations ?? 1000, params.seed ?? 1, boundsOf(params, control));
    default:
      throw new PortError("unsupported", `the mode ${params.mode} is not offered`);
  }
}

/** `run` of the port: many executions of the same threads, and their outcomes. */
export async function run(parts: Parts, params: RunParams, control: RunControl = {}): Promise<RunAnswer> {
  if (!isProfile(params.profile)) throw new PortError("invalid", `unknown profile ${params.profile}`);
  if (params.mode === "replay") return runAgain(parts, params);
  if (params.mode === "states") return runModel(parts, params, control);
  const program = new KernelProgram(() => new RunWorld(parts, params));
  const found = await runBreathing(searchFor(program, params, control));
  const { complete, cut, executions, redundant } = found;
  return {
    complete: params.mode === "every" && complete,
    ...(cut === undefined || params.mode !== "every" ? {} : { cut }),
    executions,
    redundant,
    outcomes: [...found.outcomes].map(([line, { count, witness }]) =>
      toOutcome(line, count, writeSchedule(program.ownNumbers(witness))),
    ),
  };
}

/** Every state of a model of the threads: they themselves are code, which cannot be kept and continued in two ways. */
async function runModel(parts: Parts, params: RunParams, control: RunControl): Promise<RunAnswer> {
  if (parts !== conformingParts)
    throw new PortError("unsupported", "there is a model of the reference alone, not of what differs from it");
  const model = intervalModel(params);
  if ("reason" in model) throw new PortError("unsupported", `there is no model of this program: ${model.reason}`);
  const { maxExecutions, ...bounds } = boundsOf(params, control);
  const states = maxExecutions === undefined ? {} : { maxStates: maxExecutions };
  const found = await runBreathing(new Stateful(model, { ...bounds, ...states }).search());
  const outcomes = [...found.outcomes].map(([line, { count }]) => toOutcome(line, count));
  return {
    complete: found.complete,
    ...(found.cut === undefined ? {} : { cut: found.cut }),
    executions: outcomes.reduce((sum, { count }) => sum + count, 0),
    states: found.states,
    outcomes,
  };
}

/** One execution along a schedule, with all that happened. */
function runAgain(parts: Parts, params: RunParams): RunAnswer {
  let world: RunWorld | undefined;
  const program = new KernelProgram(() => {
    world = new RunWorld(parts, params);
    return world;
  });
  const { outcomes } = replay(program, orderOf(params), {
    before: (thread) => world?.noteSwitch(program.nameOf(thread)),
    after: () => world?.noteWaits(),
  });
  const events = seen(world?.events ?? []);
  return {
    complete: false,
    executions: 1,
    outcomes: [...outcomes].map(([line, { count, witness }]) => ({
      ...toOutcome(line, count, writeSchedule(witness)),
      events,
    })),
  };
}

function seen(events: readonly TraceEvent[]): Event[] {
  return events.map((event) => {
    // The arguments of a call are its caller's to tell.
    const { thread } = event;
    return event.event === "call" ? { event: "call", thread, op: event.op } : toWire(event);
  });
}
