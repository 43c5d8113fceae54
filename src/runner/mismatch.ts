const MARK = Symbol.for("mmuspec.Mismatch");

/** What a step throws when an observation is not what the rule asks for. Both sides are words for a reader. */
export class Mismatch extends Error {
  readonly [MARK] = true;

  constructor(
    readonly expected: string,
    readonly observed: string,
  ) {
    super(`expected ${expected}, observed ${observed}`);
    this.name = "Mismatch";
  }
}

/** True for an error made by {@link Mismatch}, also by another copy of this module. */
export function isMismatch(error: unknown): error is Mismatch {
  return typeof error === "object" && error !== null && MARK in error;
}
