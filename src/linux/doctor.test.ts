import assert from "node:assert/strict";
import { test } from "node:test";
import { installCommand } from "./doctor.ts";

test("one command installs what is missing, each package once", () => {
  const missing = [
    { program: "make", packages: ["make"], found: undefined },
    { program: "gcc-12", packages: ["gcc-12", "make"], found: undefined },
  ];
  assert.equal(installCommand(missing), "apt-get install --no-install-recommends make gcc-12");
});
