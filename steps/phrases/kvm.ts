import type { OperationName } from "../../src/port/operation.ts";
import { addPhrases, type PhraseContext, type PlannedCall } from "../phrase.ts";
import { hex, sectionOf } from "../ranges.ts";
import { device } from "./mm.ts";

/** `kvm_set_memslot "A" of "V"`. */
function slot(op: OperationName) {
  return ({ world }: PhraseContext, [range = "", mirror]: readonly string[]): PlannedCall => ({
    op,
    args: { mirror, ...sectionOf(world.range(range)) },
  });
}

/** `kvm_touch "V" at "A.0"`. */
function at(op: OperationName) {
  return ({ world }: PhraseContext, [mirror, range = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mirror, address: hex(world.range(range).start) },
  });
}

/** `kvm_cache_create "C" of "V" at "A.0"`. */
function part(op: OperationName) {
  return ({ world }: PhraseContext, [mirror, vm, range = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mirror, vm, address: hex(world.range(range).start) },
  });
}

function cacheHalf(op: OperationName) {
  return ({ thread }: PhraseContext, [mirror = ""]: readonly string[]): PlannedCall => ({
    op,
    args: { mirror, token: `${thread}:${mirror}` },
  });
}

addPhrases([
  { says: 'kvm_create ""', plan: ({ mm }, [mirror]) => ({ op: "kvm_create", args: { mirror, mm } }) },
  {
    says: 'kvm_create locked ""',
    plan: ({ mm }, [mirror]) => ({ op: "kvm_create", args: { mirror, mm, locked: true } }),
  },
  { says: 'kvm_set_memslot "" of ""', plan: slot("kvm_set_memslot") },
  { says: 'kvm_delete_memslot "" of ""', plan: slot("kvm_delete_memslot") },
  ...device("kvm"),
  { says: 'kvm_touch "" at ""', plan: at("kvm_touch") },
  { says: 'kvm_drop_unflushed "" at ""', plan: at("kvm_drop_unflushed") },
  { says: 'kvm_cache_create "" of "" at ""', plan: part("kvm_cache_create") },
  { says: 'kvm_cache_refresh ""', plan: (_, [mirror]) => ({ op: "kvm_cache_refresh", args: { mirror } }) },
  { says: 'kvm_cache_walk ""', plan: cacheHalf("kvm_cache_walk") },
  { says: 'kvm_cache_commit ""', plan: cacheHalf("kvm_cache_commit") },
  { says: 'kvm_apic_page "" of "" at ""', plan: part("kvm_apic_page") },
  { says: 'kvm_vcpu_enter ""', plan: (_, [vm]) => ({ op: "kvm_vcpu_enter", args: { vm } }) },
]);
