import { Given, Then, When } from "@cucumber/cucumber";
import type { SpecWorld } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: a step's arguments are what its expression yields
type Body = (this: SpecWorld, ...args: any[]) => Promise<void> | void;

/** Cucumber looks at the number of parameters, so a wrapper must have as many as what it wraps. */
function sameLength(body: Body, wrapper: Body): Body {
  return Object.defineProperty(wrapper, "length", { value: body.length });
}

/** A step that prepares the world. */
export function setup(expression: string | RegExp, body: Body): void {
  Given(expression, body);
}

/** A step that makes something happen. The first after a check starts a new window of events. */
export function stimulus(expression: string | RegExp, body: Body): void {
  When(
    expression,
    sameLength(body, async function (...args) {
      await this.beginStimulus();
      await body.apply(this, args);
    }),
  );
}

/** A step that compares what was seen with what the rule asks for. */
export function check(expression: string | RegExp, body: Body): void {
  Then(
    expression,
    sameLength(body, async function (...args) {
      this.beginCheck();
      await body.apply(this, args);
    }),
  );
}
