import assert from "node:assert/strict";
import { test } from "node:test";
import { profileNames } from "../port/profile.ts";
import { readTags } from "./scenario-tags.ts";

test("no profile tag means every profile; several intersect", () => {
  assert.deepEqual(readTags(["@PAIR-01"]).profiles, profileNames);
  assert.deepEqual(readTags(["@v5.3..v5.11,v5.5-prop", "@v5.5+"]).profiles, ["v5.5", "v5.5-prop"]);
  assert.deepEqual(readTags(["@v5.3", "@v6.1"]).profiles, []);
});

test("every kind of tag goes where it belongs", () => {
  const names = "@id:PAIR-08.1 @key:x @PAIR-08 @PAIR-09 @cap:nonblock @cap:core @may @party:caller @point:p";
  const tags = readTags([...names.split(" "), "@every-order", "@profile=v6.1"]);
  assert.deepEqual(
    { ...tags, profiles: undefined },
    {
      id: "PAIR-08.1",
      key: "x",
      rules: ["PAIR-08", "PAIR-09"],
      profiles: undefined,
      profile: "v6.1",
      capabilities: ["nonblock", "core"],
      party: "caller",
      level: "may",
      points: ["p"],
      everyOrder: true,
      unknown: [],
    },
  );
});

test("what means nothing is unknown: a stranger, a misspelt capability, a profile that is none", () => {
  const strangers = ["@frob", "@cap:frob", "@party:nobody", "@v9.9+", "@id:", "@profile=v9"];
  assert.deepEqual(readTags(strangers).unknown, strangers);
});
