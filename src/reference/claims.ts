import { type Capability, capabilityNames } from "../port/capability.ts";
import { OPERATIONS, operationNames } from "../port/operation.ts";
import { RUNNERS } from "./operations.ts";

/** Capabilities without operations of their own. */
const BY_EVENTS: readonly Capability[] = ["locks", "lockdep", "event", "owner", "odp-global", "arch-table"];

/** The capabilities all of whose operations the reference carries out. */
export function claimedCapabilities(): Capability[] {
  return capabilityNames.filter((capability) => {
    const operations = operationNames.filter((name) => OPERATIONS[name].capability === capability);
    if (operations.length === 0) return BY_EVENTS.includes(capability);
    return operations.every((name) => RUNNERS[name] !== undefined);
  });
}
