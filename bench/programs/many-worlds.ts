/** Ten thousand fresh worlds of the reference, each with a subscriber and an invalidation. */
import { PROTOCOL_VERSION } from "../../src/port/protocol-version.ts";
import { createReference } from "../../src/reference/create-reference.ts";

const WORLDS = 10_000;
const reference = createReference();
await reference.request("initialize", { protocol: PROTOCOL_VERSION, suite: "bench" });
for (let world = 0; world < WORLDS; world++) {
  await reference.request("reset", { profile: "v6.12" });
  await reference.request("call", { thread: "T1", op: "mm_create", args: { mm: "A" } });
  await reference.request("define_subscriber", {
    subscriber: "S",
    type: "list",
    callbacks: ["invalidate_range_start", "invalidate_range_end"],
  });
  await reference.request("call", { thread: "T1", op: "register", args: { subscriber: "S", mm: "A" } });
  const { threads } = await reference.request("call", {
    thread: "T1",
    op: "invalidate",
    args: { mm: "A", start: "1000", end: "3000" },
  });
  if (threads.T1?.state !== "idle") throw new Error("the invalidation did not return");
}
await reference.close();
