import { expectSame } from "./observations.ts";
import { check } from "./vocabulary.ts";
import type { SpecWorld } from "./world.ts";

async function references(world: SpecWorld, mm: string): Promise<{ users: number; count: number; freed: boolean }> {
  const answer = await world.request("query", { of: "mm", mm });
  if (!("users" in answer)) throw new Error("the query of an address space was answered with something else");
  return answer;
}

/** `+1`, `-1`, `0`, relative to what it was before the window. */
check(
  /^the (structure|user) references of "([^"]*)" changed by ([+-]?\d+)$/,
  async function (kind: string, mm: string, change: string) {
    const before = this.marks.get(mm);
    const now = await references(this, mm);
    const [was, is] = kind === "user" ? [before?.users ?? 0, now.users] : [before?.count ?? 0, now.count];
    expectSame(`${kind} references changed by ${Number(change)}`, `${kind} references changed by ${is - was}`);
  },
);

function sayReferences(users: number, count: number): string {
  const some = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${some(users, "user")} and ${some(count, "structure reference")}`;
}

check(
  /^"([^"]*)" has (\d+) users? and (\d+) structure references?$/,
  async function (mm: string, users: string, count: string) {
    const now = await references(this, mm);
    expectSame(sayReferences(Number(users), Number(count)), sayReferences(now.users, now.count));
  },
);

check("the structure of {string} was freed", async function (mm: string) {
  const { freed } = await references(this, mm);
  expectSame(`${mm} is freed`, `${mm} is ${freed ? "" : "not "}freed`);
});

check("the structure of {string} was not freed", async function (mm: string) {
  const { freed } = await references(this, mm);
  expectSame(`${mm} is not freed`, `${mm} is ${freed ? "" : "not "}freed`);
});
