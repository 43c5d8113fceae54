// Answers, but after the deadline.
import { setTimeout as sleep } from "node:timers/promises";
import { midway } from "./base.mjs";

await midway(async (text) => {
  await sleep(4000);
  return text;
});
