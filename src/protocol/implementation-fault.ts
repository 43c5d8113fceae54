import type { Fault } from "../port/generated/documents.ts";
import { FAULT_KINDS, type FaultKind } from "./fault-kind.ts";

const MARK = Symbol.for("mmuspec.ImplementationFault");

/** A fault whose kind is one of the stable codes. */
export interface KnownFault extends Fault {
  kind: FaultKind;
  advice: string;
}

/**
 * The implementation failed as a peer: it crashed, hung, or sent something that is no answer.
 * Never a statement about a rule. Recognise it with {@link isImplementationFault}.
 */
export class ImplementationFault extends Error {
  readonly [MARK] = true;

  constructor(readonly fault: KnownFault) {
    super(`${fault.kind}: ${fault.text}`);
    this.name = "ImplementationFault";
  }
}

/** True for an error made by {@link ImplementationFault}, also by another copy of this module. */
export function isImplementationFault(error: unknown): error is ImplementationFault {
  return typeof error === "object" && error !== null && MARK in error;
}

/** What is known about a fault besides its kind. */
export interface FaultDetails {
  /** Replaces the usual advice of the kind. */
  readonly advice?: string | undefined;
  readonly stderr?: string | undefined;
  readonly messages?: readonly string[] | undefined;
}

/** An {@link ImplementationFault} of a kind, with its advice. */
export function implementationFault(kind: FaultKind, text: string, details: FaultDetails = {}): ImplementationFault {
  const { stderr = "", messages = [] } = details;
  return new ImplementationFault({
    kind,
    text,
    advice: details.advice ?? FAULT_KINDS[kind],
    ...(stderr === "" ? {} : { stderr }),
    ...(messages.length === 0 ? {} : { messages: [...messages] }),
  });
}
