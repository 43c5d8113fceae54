import { Given, Then, When } from "@cucumber/cucumber";
import type { SpecWorld } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: a step's arguments are what its expression yields
type Body = (this: SpecWorld, ...args: any[]) => Promise<void> | void;

/**
 * Cucumber looks at the number of parameters, so a wrapper must have as many as what it wraps. The
 * error is kept: when steps follow the one that failed, the After hook is not told of it.
 */
function wrapped(body: Body, before: (world: SpecWorld) => Promise<void> | void): Body {
  const wrapper: Body = async function (...args) {
    try {
      // Most steps have nothing to wait for at first, and some nothing at all: a wait takes as long as a request.
      const begun = before(this);
      if (begun !== undefined) await begun;
      const done = body.apply(this, args);
      if (done !== undefined) await done;
    } catch (error) {
      this.thrown ??= error;
      throw error;
    }
  };
  return Object.defineProperty(wrapper, "length", { value: body.length });
}

/** A step that prepares the world. */
export function setup(expression: string | RegExp, body: Body): void {
  Given(
    expression,
    wrapped(body, (world) => world.beginStep()),
  );
}

/** A step that makes something happen. The first after a check starts a new window of events. */
export function stimulus(expression: string | RegExp, body: Body): void {
  When(
    expression,
    wrapped(body, (world) => {
      world.beginStep();
      return world.beginStimulus();
    }),
  );
}

/** A step that compares what was seen with what the rule asks for. */
export function check(expression: string | RegExp, body: Body): void {
  Then(
    expression,
    wrapped(body, (world) => world.beginCheck()),
  );
}
