import type { Shard } from "../port/generated/documents.ts";
import { usage } from "./usage-error.ts";

/** The greatest number of shards; more than there are scenarios would leave some empty. */
const MOST = 1000;

/** Understands `i/n`: the i-th of n shards, from 1. */
export function readShard(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count || count > MOST) {
    throw usage(`--shard takes i/n, with i from 1 to n and n up to ${MOST}; ${text} is not that`);
  }
  return { index, count };
}

/** FNV-1a with a final mix: short ids that differ in one character spread evenly. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 12)) >>> 0;
}

/**
 * The shard of a scenario, from 1: the one with the greatest weight (rendezvous hashing). It depends on the
 * scenario's id alone, so that a new scenario moves no other, and one more shard takes only what becomes its own.
 */
export function shardOf(id: string, count: number): number {
  let best = 1;
  let greatest = -1;
  for (let index = 1; index <= count; index++) {
    const weight = hash(`${id} ${index}`);
    if (weight > greatest) [best, greatest] = [index, weight];
  }
  return best;
}
