import type { Implementation } from "../port/implementation.ts";
import { conformingParts, type Parts } from "../reference/parts.ts";
import { Reference } from "../reference/reference.ts";
import type { RunControl } from "../reference/run.ts";

/** Where a mutant comes from. */
export type Origin =
  /** A defect in the text of a posted patch. */
  | "posted"
  /** A defect that the kernel's history or a thread describes. */
  | "history"
  /** Still in Linux 6.1 or 6.12. */
  | "upstream"
  /** A mistake that an implementer could make. */
  | "plausible";

/** One wrong implementation: the reference with one named part exchanged. */
export interface MutantRow {
  /** `MUT-08` for those of the catalogue; `<rule>-x<n>` for others (`PAIR-02-x1`). */
  readonly id: string;
  /** What it does instead, in one line. */
  readonly title: string;
  /** The rules that it violates. */
  readonly violates: readonly string[];
  readonly origin: Origin;
  /** Only some internal order shows it; no scripted scenario can. */
  readonly needsEveryOrder?: true;
  /** The exchanged parts, made from the conforming ones. */
  readonly parts: (conforming: Parts) => Partial<Parts>;
}

/** A mutant that can be put behind the port. */
export interface Mutant extends Omit<MutantRow, "parts"> {
  create(control?: RunControl): Implementation;
}

/** Makes a mutant from its row. */
export function toMutant({ parts, ...row }: MutantRow): Mutant {
  return { ...row, create: (control) => new Reference({ ...conformingParts, ...parts(conformingParts) }, control) };
}
