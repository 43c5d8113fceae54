import type { Status } from "../../kernel/errno.ts";
import type { ListSubscriber } from "../../notifier/list-subscriber.ts";
import { nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";

function found(answer: ListSubscriber | Status): Status {
  return typeof answer === "object" ? answer.name : answer;
}

/** register, unregister, get, put and synchronize. */
export const registrationOperations = {
  *register(world, args) {
    return yield* world.machine.registry.register(world.list(nameOf(args, "subscriber")), world.mm(nameOf(args, "mm")));
  },
  *register_locked(world, args) {
    const subscriber = world.list(nameOf(args, "subscriber"));
    return yield* world.machine.registry.registerLocked(subscriber, world.mm(nameOf(args, "mm")));
  },
  *register_null(world, args) {
    return yield* world.machine.registry.register(undefined, world.mm(nameOf(args, "mm")));
  },
  *unregister(world, args) {
    yield* world.machine.registry.unregister(world.list(nameOf(args, "subscriber")));
    return null;
  },
  *get(world, args) {
    const { ops } = world.table(nameOf(args, "table"));
    return found(yield* world.machine.registry.get(ops, world.mm(nameOf(args, "mm"))));
  },
  *get_locked(world, args) {
    const { ops } = world.table(nameOf(args, "table"));
    return found(yield* world.machine.registry.getLocked(ops, world.mm(nameOf(args, "mm"))));
  },
  *put(world, args) {
    yield* world.machine.registry.put(world.list(nameOf(args, "subscriber")));
    return null;
  },
  *synchronize(world) {
    yield* world.machine.registry.synchronize();
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
