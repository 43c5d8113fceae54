import { Given, Then, When } from "@cucumber/cucumber";
import type { SpecWorld } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: a step's arguments are what its expression yields
type Body = (this: SpecWorld, ...args: any[]) => Promise<void> | void;

/** Kept, because the After hook is not told of the error when steps follow the one that failed. */
function fail(world: SpecWorld, error: unknown): never {
  world.thrown ??= error;
  throw error;
}

/**
 * Cucumber looks at the number of parameters, so a wrapper must have as many as what it wraps. Many steps have nothing to
 * wait for; such a step answers no promise, because cucumber's race with a promise takes as long as a request.
 */
function wrapped(body: Body, before: (world: SpecWorld) => Promise<void> | void): Body {
  const wrapper: Body = function (...args) {
    try {
      const begun = before(this);
      const done = begun === undefined ? body.apply(this, args) : begun.then(() => body.apply(this, args));
      return done?.catch((error) => fail(this, error));
    } catch (error) {
      return fail(this, error);
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
