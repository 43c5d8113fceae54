import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { sectionOf } from "../ranges.ts";

function onMm(op: "mmget_not_zero" | "mmput" | "mmgrab" | "mmdrop" | "mmap_downgrade" | "mmap_unlock" | "mm_create") {
  return ({ mm }: PhraseContext): PlannedCall => ({ op, args: { mm } });
}

/** A range object of the thread's own, unless the phrase names one. */
function rangeObject({ thread }: PhraseContext, range: string, object?: string): string {
  return object ?? `${thread}:${range}`;
}

function start(op: "invalidate_range_start" | "invalidate_range_start_nonblock", via?: "rmap") {
  return (context: PhraseContext, [name = "", object]: readonly string[]): PlannedCall => {
    const span = sectionOf(context.world.range(name));
    const args = { range: rangeObject(context, name, object), mm: context.mm, ...span };
    return { op, args: via === undefined ? args : { ...args, via } };
  };
}

addPhrases([
  { says: "make an address space", plan: onMm("mm_create") },
  { says: "mmget", plan: onMm("mmget_not_zero") },
  { says: "mmput", plan: onMm("mmput") },
  { says: "exit", plan: onMm("mmput") },
  { says: "mmgrab", plan: onMm("mmgrab") },
  { says: "mmdrop", plan: onMm("mmdrop") },
  { says: "lock mmap_lock for <>", plan: ({ mm }, [mode]) => ({ op: "mmap_lock", args: { mm, mode } }) },
  { says: "try mmap_lock for <>", plan: ({ mm }, [mode]) => ({ op: "mmap_trylock", args: { mm, mode } }) },
  { says: "downgrade mmap_lock", plan: onMm("mmap_downgrade") },
  { says: "unlock mmap_lock", plan: onMm("mmap_unlock") },
  { says: 'lock ""', plan: (_, [lock]) => ({ op: "lock", args: { lock } }) },
  { says: 'unlock ""', plan: (_, [lock]) => ({ op: "unlock", args: { lock } }) },
  {
    says: 'invalidate ""',
    plan: ({ world, mm }, [name = ""]) => ({ op: "invalidate", args: { mm, ...sectionOf(world.range(name)) } }),
  },
  {
    says: "invalidate from <> to <>",
    plan: ({ mm }, [start, end]) => ({ op: "invalidate", args: { mm, start, end } }),
  },
  { says: 'start ""', plan: start("invalidate_range_start") },
  { says: 'start "" as ""', plan: start("invalidate_range_start") },
  {
    says: 'start "" saying <>',
    plan: (context, [range = "", says]) => {
      const { op, args } = start("invalidate_range_start")(context, [range]);
      return { op, args: { ...args, says } };
    },
  },
  { says: 'start "" through the reverse map', plan: start("invalidate_range_start", "rmap") },
  { says: 'start non-blockable ""', plan: start("invalidate_range_start_nonblock") },
  { says: 'start non-blockable "" as ""', plan: start("invalidate_range_start_nonblock") },
  { says: 'start non-blockable "" through the reverse map', plan: start("invalidate_range_start_nonblock", "rmap") },
  {
    says: 'end ""',
    plan: (context, [name = ""]) => ({
      op: "invalidate_range_end",
      args: { range: context.world.held.isOpen(name) ? name : rangeObject(context, name) },
    }),
  },
  { says: 'inject ""', plan: (_, [fault]) => ({ op: "inject", args: { fault } }) },
  {
    says: 'age and flush ""',
    plan: ({ world, mm }, [name = ""]) => ({ op: "clear_flush_young", args: { mm, ...sectionOf(world.range(name)) } }),
  },
  {
    says: 'age ""',
    plan: ({ world, mm }, [name = ""]) => ({ op: "clear_young", args: { mm, ...sectionOf(world.range(name)) } }),
  },
  {
    says: 'test young ""',
    plan: ({ world, mm }, [name = ""]) => ({ op: "test_young", args: { mm, ...sectionOf(world.range(name)) } }),
  },
]);
