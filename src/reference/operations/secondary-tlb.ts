import { addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

/** Devices that walk the CPUs' page tables. */
export const secondaryTlbOperations = {
  *store(world, args) {
    const { store } = world.machine.operations;
    return yield* store.run(world.mm(nameOf(args, "mm")), addressOf(args, "address"), nameOf(args, "content"));
  },
  *walker_create(world, args) {
    return yield* world.devices.makeWalker(nameOf(args, "mirror"), world.mm(nameOf(args, "mm"))).create();
  },
  *walker_destroy(world, args) {
    yield* world.devices.walker(nameOf(args, "mirror")).destroy();
    return null;
  },
  *walker_read(world, args) {
    return yield* world.devices.walker(nameOf(args, "mirror")).read(addressOf(args, "address"));
  },
  *walker_write(world, args) {
    const walker = world.devices.walker(nameOf(args, "mirror"));
    return yield* walker.write(addressOf(args, "address"), nameOf(args, "content"));
  },
} as const satisfies Record<string, OperationRunner>;
