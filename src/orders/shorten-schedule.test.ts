import assert from "node:assert/strict";
import { test } from "node:test";
import { readSchedule } from "../explore/schedule.ts";
import { shortenSchedule } from "./shorten-schedule.ts";

/** Thread a takes four steps and b three; what matters is that a's third comes after b's second. */
async function tryOrder(schedule: string) {
  const order = readSchedule(schedule) ?? [];
  const place = (thread: number, nth: number) =>
    order.flatMap((one, at) => (one === thread ? [at] : []))[nth - 1] ?? -1;
  return { schedule, same: place(0, 3) > place(1, 2) };
}

test("steps are moved together until no switch can be spared", async () => {
  assert.equal(await shortenSchedule("abababa", tryOrder, () => true), "b3a4");
});

test("an order that cannot be shortened stays, and so does one when time is up", async () => {
  assert.equal(await shortenSchedule("b3a4", tryOrder, () => true), "b3a4");
  assert.equal(await shortenSchedule("abababa", tryOrder, () => false), "abababa");
});

test("what the threads really did counts, not what was asked for", async () => {
  const stubborn = async () => ({ schedule: "ababab", same: true });
  assert.equal(await shortenSchedule("ababab", stubborn, () => true), "ababab");
});
