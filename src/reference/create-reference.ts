import type { Implementation } from "../port/implementation.ts";
import { conformingParts } from "./parts.ts";
import { Reference } from "./reference.ts";
import type { RunControl } from "./run.ts";

/**
 * The reference implementation, in process.
 *
 * @param control - who is told how long runs go, and may end them
 */
export function createReference(control: RunControl = {}): Implementation {
  return new Reference(conformingParts, control);
}
