import assert from "node:assert/strict";
import { test } from "node:test";
import { parseSocketAddress } from "./socket-address.ts";

test("Addresses of each kind are read", () => {
  assert.deepEqual(parseSocketAddress("unix:/run/x.sock"), { path: "/run/x.sock" });
  assert.deepEqual(parseSocketAddress("localhost:4000"), { host: "localhost", port: 4000 });
  assert.deepEqual(parseSocketAddress("[::1]:4000"), { host: "::1", port: 4000 });
});

test("Anything else is none", () => {
  for (const text of ["", "unix:", "4000", "host:", "host:port", "host:70000", "::1:4000", "http://x:1"]) {
    assert.equal(parseSocketAddress(text), undefined, text);
  }
});
