import type { Coroutine } from "../../kernel/point.ts";
import type { TraceValue } from "../../kernel/trace.ts";
import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { World } from "../world.ts";

function* clear(world: World, args: Arguments, name: "clear_flush_young" | "clear_young"): Coroutine<TraceValue> {
  const mm = world.mm(nameOf(args, "mm"));
  return yield* world.machine.operations.aging.age(mm, name, addressOf(args, "start"), addressOf(args, "end"));
}

/** The aging entry points. */
export const agingOperations = {
  clear_flush_young: (world, args) => clear(world, args, "clear_flush_young"),
  clear_young: (world, args) => clear(world, args, "clear_young"),
  *test_young(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    const { subscriptions: subs } = mm;
    if (subs === undefined) return false;
    return yield* world.machine.chain.testYoung(subs, mm, addressOf(args, "start"), addressOf(args, "end"));
  },
} as const satisfies Record<string, OperationRunner>;
