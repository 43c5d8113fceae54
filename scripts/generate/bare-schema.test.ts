import assert from "node:assert/strict";
import { it } from "node:test";
import { bareSchema } from "./bare-schema.ts";

it("drops the words for people, and nothing that has the same name", () => {
  const schema = {
    title: "Page",
    description: "a page",
    type: "object",
    required: ["title"],
    properties: { title: { type: "string", description: "its title" }, kind: { enum: ["title", "description"] } },
    oneOf: [{ $ref: "#/$defs/description", description: "one" }],
    $defs: { description: { const: { title: "kept" } } },
  };
  assert.deepEqual(bareSchema(schema), {
    type: "object",
    required: ["title"],
    properties: { title: { type: "string" }, kind: { enum: ["title", "description"] } },
    oneOf: [{ $ref: "#/$defs/description" }],
    $defs: { description: { const: { title: "kept" } } },
  });
});
