const MARK = Symbol.for("mmuspec.Inconclusive");

/** What a step throws when what was seen decides nothing. */
export class Inconclusive extends Error {
  readonly [MARK] = true;

  constructor(reason: string) {
    super(reason);
    this.name = "Inconclusive";
  }
}

/** True for an error made by {@link Inconclusive}, also by another copy of this module. */
export function isInconclusive(error: unknown): error is Inconclusive {
  return typeof error === "object" && error !== null && MARK in error;
}
