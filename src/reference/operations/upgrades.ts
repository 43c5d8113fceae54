import { addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Entries that permit more than before. */
export const upgradeOperations = {
  *set_access_flags(world, args) {
    const { upgradeCalls } = world.machine.operations;
    return yield* upgradeCalls.setAccessFlags(
      world.mm(nameOf(args, "mm")),
      addressOf(args, "address"),
      args.write === true,
    );
  },
  *upgrade_fault(world, args) {
    const { upgradeCalls } = world.machine.operations;
    return yield* upgradeCalls.faultWithEvent(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
  },
} as const satisfies Record<string, OperationRunner>;
