import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Implementation } from "../../src/port/implementation.ts";
import { spawnTransport } from "../../src/protocol/spawn-transport.ts";
import { createWireImplementation } from "../../src/protocol/wire-implementation.ts";
import { Reference } from "../../src/reference/reference.ts";
import { disagreement } from "./agree.ts";

const CONVERSATIONS = 100;
const reference = new Reference();
let python: Implementation;

before(async () => {
  const transport = spawnTransport(["python3", "adapters/python/mmuspec_python.py"]);
  python = createWireImplementation({ transport, suite: "test" });
  await python.request("initialize", { protocol: 1, suite: "test" });
});

after(() => python.close());

for (const profile of ["v5.12", "v6.1", "v6.6", "v6.12"]) {
  test(`The Python adapter and the reference agree on made-up conversations in ${profile}`, async () => {
    for (let seed = 1; seed <= CONVERSATIONS; seed++) {
      const found = await disagreement([reference, python], profile, seed);
      assert.equal(found, undefined, JSON.stringify(found, null, 1));
    }
  });
}

test("Conversations tell profiles apart, so they can tell implementations apart", async () => {
  const other = new Reference();
  const inOlder: Implementation = {
    request: (method, params) =>
      other.request(method, method === "reset" ? ({ profile: "v5.5" } as typeof params) : params),
    close: () => other.close(),
  };
  const found = [];
  for (let seed = 1; seed <= 2 * CONVERSATIONS; seed++)
    found.push(await disagreement([reference, inOlder], "v6.12", seed));
  assert.ok(found.some((each) => each !== undefined));
});
