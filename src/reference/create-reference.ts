import type { Implementation } from "../port/implementation.ts";
import { Reference } from "./reference.ts";

/** The reference implementation, in process. */
export function createReference(): Implementation {
  return new Reference();
}
