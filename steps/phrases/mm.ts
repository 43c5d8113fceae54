import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type Phrase, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex, sectionOf } from "../ranges.ts";

function overRange(op: OperationName) {
  return ({ world, mm }: PhraseContext, [range = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, ...sectionOf(world.range(range)) },
  });
}

function atAddress(op: OperationName) {
  return ({ world, mm }: PhraseContext, [at = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mm, address: hex(world.range(at).start) },
  });
}

function onMm(op: OperationName) {
  return ({ mm }: PhraseContext): PlannedCall => ({ op, args: { mm } });
}

function onDevice(op: OperationName) {
  return (_: PhraseContext, [mirror]: readonly string[]): PlannedCall => ({ op, args: { mirror } });
}

/** Without a name the token is the thread's own for this device. */
function tokenOf({ thread }: PhraseContext, mirror: string, token: string | undefined): string {
  return token ?? `${thread}:${mirror}`;
}

function access(op: OperationName, write: boolean) {
  return (context: PhraseContext, [mirror = "", at = "", token]: readonly string[]): PlannedCall => {
    const address = hex(context.world.range(at).start);
    const named = op.endsWith("_walk") ? { token: tokenOf(context, mirror, token) } : {};
    return { op, args: { mirror, address, ...(write ? { write } : {}), ...named } };
  };
}

function commit(op: OperationName) {
  return (context: PhraseContext, [mirror = "", token]: readonly string[]): PlannedCall => ({
    op,
    args: { mirror, token: tokenOf(context, mirror, token) },
  });
}

/** What both kinds of device can be told to do. */
export function device(kind: "mirror" | "shadow" | "gpu" | "kvm"): Phrase[] {
  const [fault, walk] = [`${kind}_fault`, `${kind}_walk`] as const;
  return [
    { says: `${fault} "" at "" to write`, plan: access(fault, true) },
    { says: `${fault} "" at ""`, plan: access(fault, false) },
    { says: `${walk} "" at "" to write`, plan: access(walk, true) },
    { says: `${walk} "" at ""`, plan: access(walk, false) },
    { says: `${walk} "" at "" as ""`, plan: access(walk, false) },
    { says: `${kind}_commit ""`, plan: commit(`${kind}_commit`) },
    { says: `${kind}_commit "" as ""`, plan: commit(`${kind}_commit`) },
    { says: `${kind}_destroy ""`, plan: onDevice(`${kind}_destroy`) },
  ];
}

addPhrases([
  {
    says: 'mmap "" as <>',
    plan: ({ world, mm }, [range = "", vma]) => ({ op: "mmap", args: { mm, ...sectionOf(world.range(range)), vma } }),
  },
  {
    says: 'mmap_fixed "" as <>',
    plan: ({ world, mm }, [range = "", vma]) => ({
      op: "mmap_fixed",
      args: { mm, ...sectionOf(world.range(range)), vma },
    }),
  },
  { says: 'munmap ""', plan: overRange("munmap") },
  { says: 'madvise_dontneed ""', plan: overRange("madvise_dontneed") },
  { says: 'mprotect_read ""', plan: overRange("mprotect_read") },
  { says: 'truncate ""', plan: overRange("truncate") },
  { says: 'write_fault ""', plan: atAddress("write_fault") },
  {
    says: 'write_fault "" plus <>',
    plan: ({ world, mm }, [at = "", offset = "0"]) => ({
      op: "write_fault",
      args: { mm, address: hex(world.range(at).start + BigInt(`0x${offset}`)) },
    }),
  },
  { says: 'thp_split ""', plan: atAddress("thp_split") },
  { says: 'fork ""', plan: ({ mm }, [child]) => ({ op: "fork", args: { mm, child } }) },
  { says: "oom_reap", plan: onMm("oom_reap") },
  { says: "process_mrelease", plan: onMm("process_mrelease") },
  { says: "kmalloc", plan: () => ({ op: "kmalloc", args: {} }) },
  {
    says: 'map "" into ""',
    plan: ({ world, mm }, [at = "", subscriber]) => ({
      op: "secondary_map",
      args: { subscriber, mm, address: hex(world.range(at).start) },
    }),
  },
  {
    says: 'look through "" at ""',
    plan: ({ world, mm }, [subscriber, at = ""]) => ({
      op: "secondary_look",
      args: { subscriber, mm, address: hex(world.range(at).start) },
    }),
  },
  {
    says: 'mirror_create "" over ""',
    plan: ({ world, mm }, [mirror, range = ""]) => ({
      op: "mirror_create",
      args: { mirror, mm, ...sectionOf(world.range(range)) },
    }),
  },
  { says: 'shadow_create ""', plan: ({ mm }, [mirror]) => ({ op: "shadow_create", args: { mirror, mm } }) },
  {
    says: 'shadow_create "" with references',
    plan: ({ mm }, [mirror]) => ({ op: "shadow_create", args: { mirror, mm, references: true } }),
  },
  {
    says: 'shadow_create "" that can refuse',
    plan: ({ mm }, [mirror]) => ({ op: "shadow_create", args: { mirror, mm, fallible: true } }),
  },
  { says: "munmap from <> to <>", plan: ({ mm }, [start, end]) => ({ op: "munmap", args: { mm, start, end } }) },
  {
    says: "madvise_dontneed from <> to <>",
    plan: ({ mm }, [start, end]) => ({ op: "madvise_dontneed", args: { mm, start, end } }),
  },
  {
    says: "mprotect_read from <> to <>",
    plan: ({ mm }, [start, end]) => ({ op: "mprotect_read", args: { mm, start, end } }),
  },
  { says: "truncate from <> to <>", plan: ({ mm }, [start, end]) => ({ op: "truncate", args: { mm, start, end } }) },
  ...device("mirror"),
  ...device("shadow"),
  ...device("gpu"),
  { says: 'gpu_create ""', plan: ({ mm }, [mirror]) => ({ op: "gpu_create", args: { mirror, mm } }) },
  {
    says: 'gpu_add "" to ""',
    plan: ({ world }, [range = "", mirror]) => ({ op: "gpu_add", args: { mirror, ...sectionOf(world.range(range)) } }),
  },
]);
