import assert from "node:assert/strict";
import { test } from "node:test";
import type { Handshake } from "../port/generated/protocol.ts";
import { claimFor } from "./claim.ts";

const handshake: Handshake = {
  protocol: 1,
  implementation: { name: "t", version: "1", language: "js" },
  profiles: ["v6.12"],
  capabilities: ["core", "register"],
  points: ["after-queueing"],
  settle: "exact",
};

test("What the handshake claims covers the request", () => {
  const call = { thread: "T1", op: "unregister", args: { subscriber: "A" } };
  assert.equal(claimFor(handshake, "call", call), "capability register");
  assert.equal(claimFor(handshake, "reset", { profile: "v6.12" }), "profile v6.12");
  assert.equal(claimFor(handshake, "query", { of: "mm", mm: "mm" }), "capability core");
  assert.equal(
    claimFor(handshake, "hold", { gate: "g", thread: "T1", point: "after-queueing" }),
    "point after-queueing",
  );
  const list = { subscriber: "A", type: "list", callbacks: ["release"] } as const;
  assert.equal(claimFor(handshake, "define_subscriber", { ...list, callbacks: ["release"] }), "capability register");
});

test("What it does not claim may be refused", () => {
  const refused = [
    claimFor(handshake, "call", { thread: "T1", op: "synchronize", args: {} }),
    claimFor(handshake, "call", { thread: "T1", op: "no_such_operation", args: {} }),
    claimFor(handshake, "reset", { profile: "v5.5" }),
    claimFor(handshake, "query", { of: "interval", subscriber: "A" }),
    claimFor(handshake, "hold", { gate: "g", thread: "T1", point: "elsewhere" }),
    claimFor(handshake, "define_subscriber", { subscriber: "A", type: "list", callbacks: ["clear_young"] }),
    claimFor(handshake, "define_table", { table: "T", callbacks: [] }),
  ];
  assert.deepEqual(
    refused,
    refused.map(() => undefined),
  );
});

test("A script is covered if its subscriber and every operation in it are", () => {
  const script = (op: string) =>
    claimFor(handshake, "script", {
      subscriber: "A",
      callback: "release",
      steps: [
        { do: "call", op, args: {} },
        { do: "return", value: null },
      ],
    });
  assert.equal(script("mmdrop"), "capability register, core");
  assert.equal(script("synchronize"), undefined);
});
