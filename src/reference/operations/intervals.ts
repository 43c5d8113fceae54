import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

function insertion(world: World, args: Arguments) {
  const subscriber = world.interval(nameOf(args, "subscriber"));
  return [subscriber, world.mm(nameOf(args, "mm")), addressOf(args, "start"), addressOf(args, "length")] as const;
}

/** Interval notifiers and their readers. */
export const intervalOperations = {
  *interval_insert(world, args) {
    return yield* world.machine.intervalRegistry.insert(...insertion(world, args));
  },
  *interval_insert_locked(world, args) {
    return yield* world.machine.intervalRegistry.insertLocked(...insertion(world, args));
  },
  *interval_insert_safe(world, args) {
    return yield* world.machine.intervalRegistry.insertSafe(...insertion(world, args));
  },
  *interval_remove(world, args) {
    yield* world.machine.intervalRegistry.remove(world.interval(nameOf(args, "subscriber")));
    return null;
  },
  *interval_update(world, args) {
    const subscriber = world.interval(nameOf(args, "subscriber"));
    return yield* world.machine.intervalRegistry.update(
      subscriber,
      addressOf(args, "start"),
      addressOf(args, "length"),
    );
  },
  *read_begin(world, args) {
    const seq = yield* world.machine.intervals.readBegin(world.interval(nameOf(args, "subscriber")));
    world.tokens.set(nameOf(args, "token"), seq);
    return null;
  },
  *read_retry(world, args) {
    const subscriber = world.interval(nameOf(args, "subscriber"));
    return yield* world.machine.intervals.readRetry(subscriber, world.token(nameOf(args, "token")));
  },
  *check_retry(world, args) {
    const subscriber = world.interval(nameOf(args, "subscriber"));
    return yield* world.machine.intervals.checkRetry(subscriber, world.token(nameOf(args, "token")));
  },
} as const satisfies Record<string, OperationRunner>;
