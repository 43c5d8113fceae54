import type { Mode } from "../../kernel/rwsem.ts";
import { nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

const VOID = null;

/** Address spaces, their references and locks, and user locks. */
export const addressSpaceOperations = {
  *mm_create(world, args) {
    world.addMm(nameOf(args, "mm"));
    return VOID;
  },
  *mmget_not_zero(world, args) {
    return world.mm(nameOf(args, "mm")).getNotZero();
  },
  *mmput(world, args) {
    yield* world.machine.exitPath.mmput(world.mm(nameOf(args, "mm")));
    return VOID;
  },
  *mmgrab(world, args) {
    world.mm(nameOf(args, "mm")).grab();
    return VOID;
  },
  *mmdrop(world, args) {
    world.mm(nameOf(args, "mm")).drop();
    return VOID;
  },
  *mmap_lock(world, args) {
    yield* world.mm(nameOf(args, "mm")).mmapLock.down(nameOf(args, "mode") as Mode);
    return VOID;
  },
  *mmap_trylock(world, args) {
    return yield* world.mm(nameOf(args, "mm")).mmapLock.trylock(nameOf(args, "mode") as Mode);
  },
  *mmap_downgrade(world, args) {
    world.mm(nameOf(args, "mm")).mmapLock.downgrade();
    return VOID;
  },
  *mmap_unlock(world, args) {
    world.mm(nameOf(args, "mm")).mmapLock.up();
    return VOID;
  },
  *lock(world, args) {
    yield* world.lock(nameOf(args, "lock")).lock();
    return VOID;
  },
  *unlock(world, args) {
    world.lock(nameOf(args, "lock")).unlock();
    return VOID;
  },
} as const satisfies Record<string, OperationRunner>;
