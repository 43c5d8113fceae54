const MARK = Symbol.for("mmuspec.UsageError");

/** The user asked for something that cannot be done: one sentence, exit code 2. Made by {@link usage}. */
export class UsageError extends Error {
  readonly [MARK] = true;

  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** A usage error with this sentence. */
export function usage(sentence: string): UsageError {
  return new UsageError(sentence);
}

/** True for an error made by {@link usage}, also by another copy of this module. */
export function isUsageError(error: unknown): error is UsageError {
  return typeof error === "object" && error !== null && MARK in error;
}
