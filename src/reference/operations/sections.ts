import { type Arguments, addressOf, nameOf } from "../arguments.ts";
import type { OperationRunner } from "../operations.ts";
import type { Via } from "../raw-sections.ts";

function viaOf(args: Arguments): Via {
  return args.via === "rmap" ? "rmap" : "mmap_lock";
}

/** Bare start/end sections. */
export const sectionOperations = {
  *invalidate(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    const [start, end] = [addressOf(args, "start"), addressOf(args, "end")];
    const { memory, operations } = world.machine;
    if (memory.space(mm).overlapping(start, end).length > 0) {
      yield* operations.dontneed.run(mm, start, end);
      return null;
    }
    yield* world.sections.complete(mm, start, end);
    return null;
  },
  *invalidate_range_start(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    const [start, end] = [addressOf(args, "start"), addressOf(args, "end")];
    const says = args.says === undefined ? undefined : nameOf(args, "says");
    yield* world.sections.start(nameOf(args, "range"), mm, start, end, viaOf(args), says);
    return null;
  },
  *invalidate_range_start_nonblock(world, args) {
    const mm = world.mm(nameOf(args, "mm"));
    const [start, end] = [addressOf(args, "start"), addressOf(args, "end")];
    return yield* world.sections.startNonblock(nameOf(args, "range"), mm, start, end, viaOf(args));
  },
  *invalidate_range_end(world, args) {
    yield* world.sections.end(nameOf(args, "range"));
    return null;
  },
} as const satisfies Record<string, OperationRunner>;
