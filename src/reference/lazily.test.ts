import assert from "node:assert/strict";
import { test } from "node:test";
import { lazily } from "./lazily.ts";

interface Given {
  readonly made: string[];
}

interface Members {
  readonly roof: string;
  readonly walls: string;
}

const House = lazily<Given, Members>({
  roof: ({ made, walls }) => {
    made.push("roof");
    return `a roof on ${walls}`;
  },
  walls: ({ made }) => {
    made.push("walls");
    return "four walls";
  },
});

test("nothing is made before it is asked for", () => {
  assert.deepEqual(new House({ made: [] }).made, []);
});

test("a member is made once, after what it stands on", () => {
  const house = new House({ made: [] });
  assert.equal(house.roof, "a roof on four walls");
  assert.equal(house.roof, "a roof on four walls");
  assert.equal(house.walls, "four walls");
  assert.deepEqual(house.made, ["walls", "roof"]);
});

test("what one object made is not another's", () => {
  const [first, second] = [new House({ made: [] }), new House({ made: [] })];
  assert.equal(first.walls, "four walls");
  assert.deepEqual(second.made, []);
});
