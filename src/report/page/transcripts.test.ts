import assert from "node:assert/strict";
import { test } from "node:test";
import { readTranscripts } from "./transcripts.ts";

const begins = (scenario: string) => JSON.stringify({ scenario, profile: "v6.12" });
const asked = (method: string, result: unknown) => JSON.stringify({ method, params: {}, result });

test("what was said in a wanted scenario is kept, in order, and nothing of the others", async () => {
  const lines = [
    begins("A.1"),
    asked("reset", 1),
    begins("A.2"),
    asked("call", { events: [] }),
    JSON.stringify({ method: "call", params: {}, error: "gone\u001b[31m" }),
    begins("A.3"),
    "not JSON, and nobody asks for it",
    "",
  ];
  const found = await readTranscripts(lines, (key) => key === "A.2 v6.12");
  assert.deepEqual(
    [...found],
    [["A.2 v6.12", ["> call {}", '< {"events":[]}', "> call {}", "< error: gone\\x1b[31m"]]],
  );
});

test("an endless one is cut", async () => {
  const lines = [begins("A.1"), ...Array.from({ length: 1000 }, () => asked("state", {}))];
  const found = await readTranscripts(lines, () => true);
  assert.equal(found.get("A.1 v6.12")?.length, 401);
});

test("a line of a wanted scenario that is no JSON is an error", async () => {
  await assert.rejects(
    readTranscripts([begins("A.1"), "{"], () => true),
    SyntaxError,
  );
});
