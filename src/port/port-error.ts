/** Why a request was refused, with the JSON-RPC code that carries it on the wire. */
export const PORT_ERROR_CODES = {
  /** The operation, method or query is not offered. */
  unsupported: -32001,
  /** The request cannot be carried out as it stands (a blocked thread was called, an unknown name …). */
  invalid: -32602,
} as const;

export type PortErrorCode = keyof typeof PORT_ERROR_CODES;

const MARK = Symbol.for("mmuspec.PortError");

/** A refused request. Recognise it with {@link isPortError}, not with `instanceof`. */
export class PortError extends Error {
  readonly [MARK] = true;

  constructor(
    readonly code: PortErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "PortError";
  }
}

/** True for an error made by {@link PortError}, also by another copy of this module. */
export function isPortError(error: unknown): error is PortError {
  return typeof error === "object" && error !== null && MARK in error;
}
