import assert from "node:assert/strict";
import { test } from "node:test";
import { HARMFUL, report, result } from "./fixtures/report.ts";
import { junitReport } from "./junit.ts";

/** A reader of just enough XML to notice what is not well formed. */
function elements(xml: string): { name: string; attributes: Record<string, string>; depth: number }[] {
  const found: { name: string; attributes: Record<string, string>; depth: number }[] = [];
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^?]*\?>\n/, "")
    .replace(
      /<(\/?)([a-z]+)((?:\s[a-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>/g,
      (_, close, name, text, end) => {
        if (close === "/") assert.equal(open.pop(), name);
        else {
          const attributes = Object.fromEntries(
            [...text.matchAll(/([a-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
          );
          found.push({ name, attributes, depth: open.length });
          if (end === "") open.push(name);
        }
        return "";
      },
    );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest.replace(/&(amp|lt|gt|quot);/g, ""), /[<&]|\]\]>/);
  return found;
}

test("it is well formed, whatever the implementation said", () => {
  const xml = junitReport(report());
  assert.ok(elements(xml).length > 10);
  assert.doesNotMatch(xml, HARMFUL);
  assert.doesNotMatch(xml, /[\ufffe\uffff]/);
});

test("its numbers are those of the report", () => {
  const made = report();
  const all = elements(junitReport(made));
  const count = (name: string) => all.filter((element) => element.name === name).length;
  const { summary } = made;
  assert.equal(count("testcase"), summary.total);
  assert.equal(count("failure"), summary.violates + summary.staleExpectations);
  assert.equal(count("error"), summary.implementationFaults + summary.inconclusive + summary.couldNotRun);
  assert.equal(count("skipped"), summary.differs + summary.expectedFailures + summary.notClaimed);
  const [head] = all;
  assert.deepEqual(
    ["tests", "failures", "errors", "skipped"].map((key) => Number(head?.attributes[key])),
    [count("testcase"), count("failure"), count("error"), count("skipped")],
  );
});

test("a fault before any scenario is an error of its own", () => {
  const all = elements(junitReport(report([result("PAIR-01.1")], { faults: [{ kind: "hung", text: "late" }] })));
  assert.deepEqual(
    all.filter(({ name }) => name === "error").map(({ attributes }) => attributes.message),
    ["hung: late"],
  );
  assert.equal(all[0]?.attributes.errors, "1");
  assert.equal(all[0]?.attributes.tests, "2");
});
