import type { Implementation } from "../port/implementation.ts";
import { PortError } from "../port/port-error.ts";
import { type Session, useSession } from "../runner/session.ts";

/** Ctrl-C (or SIGTERM) during something long. */
export interface Signals {
  /** The exit code that it calls for, or undefined if it did not come. */
  exitCode(): number | undefined;
  /** Stops listening. */
  done(): void;
}

/** The same during a run. */
export interface Interrupt extends Signals {
  readonly signal: AbortSignal;
}

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

const stopped: Implementation = {
  request: async () => {
    throw new PortError("invalid", "the run was interrupted");
  },
  close: async () => undefined,
};

/** The first signal lets what is finished be written; the second ends at once. */
export function onSignals(first: () => void = () => undefined): Signals {
  let code: number | undefined;
  const listener = (name: NodeJS.Signals) => {
    if (code !== undefined) process.exit(code);
    code = CODES[name as keyof typeof CODES];
    first();
  };
  for (const name of Object.keys(CODES)) process.on(name as NodeJS.Signals, listener);
  return {
    exitCode: () => code,
    done: () => {
      for (const name of Object.keys(CODES)) process.off(name as NodeJS.Signals, listener);
    },
  };
}

/** A signal ends everything at once, in order: children are killed, and folders removed. */
export function endOnSignal(): Signals {
  const signals = onSignals(() => process.exit(signals.exitCode()));
  return signals;
}

/** The first signal ends the child and lets what is finished be written; the second ends at once. */
export function onInterrupt(session: Session): Interrupt {
  const controller = new AbortController();
  const signals = onSignals(() => {
    controller.abort();
    useSession({ ...session, implementation: stopped });
    void session.implementation.close();
  });
  return { ...signals, signal: controller.signal };
}
