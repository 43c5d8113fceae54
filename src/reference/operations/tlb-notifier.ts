import { nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Registering and putting tlb_notifiers: the common part of both kinds does the work. */
export const tlbNotifierOperations = {
  *tlb_register(world, args) {
    return yield* world.machine.registry.register(world.tlb(nameOf(args, "subscriber")), world.mm(nameOf(args, "mm")));
  },
  *tlb_put(world, args) {
    yield* world.machine.registry.put(world.tlb(nameOf(args, "subscriber")));
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
