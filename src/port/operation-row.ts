import type { Capability } from "./capability.ts";

/**
 * What a parameter is. The kind decides its schema, and what `--seed` does to it: names are
 * replaced, addresses are moved, the rest stays.
 */
export type ParameterKind =
  | "mm"
  | "subscriber"
  | "table"
  | "range"
  | "token"
  | "lock"
  | "mirror"
  | "context"
  | "umem"
  | "domain"
  | "iommu"
  | "recovery"
  | "address"
  | "length"
  | "flag"
  | "mode"
  | "via"
  | "event"
  | "vma"
  | "fault"
  | "access"
  | "content"
  | "count";

/** What an operation can answer besides a named error. */
export type ResultKind = "void" | "zero" | "boolean" | "subscriber" | "outcome" | "pages" | "content" | "access";

/** One row of the operation table. */
export interface OperationRow {
  readonly capability: Capability;
  /** Parameter name to kind; a trailing `?` on the kind marks an optional one. */
  readonly parameters: Readonly<Record<string, ParameterKind | `${ParameterKind}?`>>;
  readonly result: ResultKind;
  readonly errors?: readonly string[];
  /** The profiles in which it exists, as an expression; absent: all. */
  readonly profiles?: string;
  /** One line: what it does, when it blocks. */
  readonly meaning: string;
}
