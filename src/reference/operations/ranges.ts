import { addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Queries about the sections that are open. */
export const rangeOperations = {
  *range_is_valid(world, args) {
    const { subscriptions } = world.mm(nameOf(args, "mm"));
    return yield* world.machine.ranges.isValid(subscriptions, addressOf(args, "start"), addressOf(args, "end"));
  },
  *range_wait_valid(world, args) {
    const { subscriptions } = world.mm(nameOf(args, "mm"));
    yield* world.machine.ranges.waitValid(subscriptions, addressOf(args, "start"), addressOf(args, "end"));
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
