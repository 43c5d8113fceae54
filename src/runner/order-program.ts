import type { Architecture } from "../port/architecture.ts";
import type { RunCall, RunColumn, RunParams, SetupRequest } from "../port/generated/protocol.ts";

/** One call of a thread, and how the feature says it. */
export interface ProgramCall extends RunCall {
  readonly says: string;
}

/** A thread with what it calls, from first to last. */
export interface ProgramThread {
  readonly thread: string;
  readonly calls: readonly ProgramCall[];
}

/** What a step of the preparation asked for. */
export interface Prepared {
  /** The step as the feature says it. */
  readonly says: string;
  readonly requests: readonly SetupRequest[];
}

/** A column of the outcome table, and its heading there. */
export interface ProgramColumn {
  readonly heading: string;
  readonly column: RunColumn;
}

/** An outcome that must not be reached, with the rule that it would break and the mutants that reach it. */
export interface Forbidden {
  readonly values: readonly string[];
  readonly rule: string;
  readonly mutants: readonly string[];
}

/** A scenario whose threads run in every order: the program, and what it may come to. */
export interface OrderProgram {
  readonly profile: string;
  /** Absent where the scenario does not say: then it is the port's default. */
  readonly arch?: Architecture;
  readonly given: readonly Prepared[];
  readonly threads: readonly ProgramThread[];
  readonly columns: readonly ProgramColumn[];
  /** The exact set of outcomes; absent where only some are forbidden. */
  readonly allowed?: readonly (readonly string[])[];
  readonly forbidden: readonly Forbidden[];
  /** The feature's name of [start,end). */
  range(start: string, end: string): string | undefined;
}

/** Hears of programs instead of their being run. */
export type ProgramListener = (program: OrderProgram) => void;

/** A program as a request; `mode` and the rest are the asker's. */
export function requestFor(program: OrderProgram): Omit<RunParams, "mode"> {
  const { profile, arch, given, threads, columns } = program;
  return {
    profile,
    ...(arch === undefined ? {} : { arch }),
    setup: given.flatMap(({ requests }) => [...requests]),
    threads: threads.map(({ thread, calls }) => ({ thread, calls: calls.map(({ op, args }) => ({ op, args })) })),
    observe: columns.map(({ column }) => column),
  };
}
