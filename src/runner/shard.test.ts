import assert from "node:assert/strict";
import { test } from "node:test";
import { readShard, shardOf } from "./shard.ts";

const IDS = Array.from({ length: 2000 }, (_, at) => `PAIR-${10 + (at % 40)}.${at}`);

test("i/n is read, anything else is refused in a sentence", () => {
  assert.deepEqual(readShard("2/4"), { index: 2, count: 4 });
  for (const wrong of ["0/4", "5/4", "1/0", "4", "a/b", "1/2/3", "-1/2", "1/100000", ""]) {
    assert.throws(() => readShard(wrong), { name: "UsageError", message: /--shard takes i\/n/ }, wrong);
  }
});

test("every scenario is in one shard, and the shards are about equal", () => {
  for (const count of [1, 2, 4, 7]) {
    const sizes = new Array(count).fill(0);
    for (const id of IDS) sizes[shardOf(id, count) - 1]++;
    assert.equal(
      sizes.reduce((sum, size) => sum + size, 0),
      IDS.length,
    );
    for (const size of sizes) assert.ok(Math.abs(size - IDS.length / count) < IDS.length / count / 5, `${sizes}`);
  }
});

test("one more shard takes scenarios, and moves none between the others", () => {
  const moved = IDS.filter((id) => shardOf(id, 4) !== shardOf(id, 5));
  assert.ok(moved.every((id) => shardOf(id, 5) === 5));
  assert.ok(moved.length > IDS.length / 10);
});
