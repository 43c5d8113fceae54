import { MAX_USERS } from "../../notifier/registry.ts";
import { countOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Injected failures and preset counters. */
export const faultOperations = {
  *inject(world, args) {
    world.machine.faults.arm(nameOf(args, "fault"));
    return null;
  },
  *preset_users(world, args) {
    const count = countOf(args, "count");
    world.list(nameOf(args, "subscriber")).users = count < 0 ? MAX_USERS : count;
    return null;
  },
  *preset_seq(world, args) {
    const { subscriptions: subs } = world.mm(nameOf(args, "mm"));
    if (subs !== undefined) subs.seq = BigInt.asUintN(64, -2n + 2n * BigInt(countOf(args, "count")));
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
