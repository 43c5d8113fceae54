import type { VmaKind } from "../../mm/vma.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

function span(world: World, args: Arguments) {
  return [world.mm(nameOf(args, "mm")), addressOf(args, "start"), addressOf(args, "end")] as const;
}

/** The operations of the address space. */
export const memoryOperations = {
  *mmap(world, args) {
    return yield* world.machine.operations.mmap.run(...span(world, args), nameOf(args, "vma") as VmaKind);
  },
  *mmap_fixed(world, args) {
    return yield* world.machine.operations.mmap.run(...span(world, args), nameOf(args, "vma") as VmaKind, true);
  },
  *munmap(world, args) {
    return yield* world.machine.operations.munmap.run(...span(world, args));
  },
  *madvise_dontneed(world, args) {
    return yield* world.machine.operations.dontneed.run(...span(world, args));
  },
  *mprotect_read(world, args) {
    return yield* world.machine.operations.mprotect.run(...span(world, args));
  },
  *write_fault(world, args) {
    return yield* world.machine.operations.faults.write(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
  },
  *fork(world, args) {
    const parent = world.mm(nameOf(args, "mm"));
    return yield* world.machine.operations.fork.run(parent, world.addMm(nameOf(args, "child")));
  },
  *truncate(world, args) {
    return yield* world.machine.operations.truncate.run(...span(world, args));
  },
  *oom_reap(world, args) {
    return yield* world.machine.operations.oomReap.run(world.mm(nameOf(args, "mm")));
  },
  *process_mrelease(world, args) {
    return yield* world.machine.operations.oomReap.release(world.mm(nameOf(args, "mm")));
  },
  *thp_split(world, args) {
    return yield* world.machine.operations.thpSplit.run(world.mm(nameOf(args, "mm")), addressOf(args, "address"));
  },
  *secondary_map(world, args) {
    const space = world.machine.memory.space(world.mm(nameOf(args, "mm")));
    const address = addressOf(args, "address");
    const pte = yield* space.table.walk(address);
    if (pte === undefined) return "EFAULT";
    world.devices.table(nameOf(args, "subscriber")).map(address, pte);
    return 0;
  },
  *secondary_look(world, args) {
    const space = world.machine.memory.space(world.mm(nameOf(args, "mm")));
    const address = addressOf(args, "address");
    const pte = yield* space.table.walk(address);
    const entry = world.devices.table(nameOf(args, "subscriber")).get(address);
    if (entry === undefined) return "absent";
    return entry.page === pte?.page ? "current" : "stale";
  },
  *kmalloc(world) {
    world.machine.sections.mayReclaim();
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
