import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { GRAVITY } from "../../port/verdict.ts";
import { EVERY_VERDICT, HARMFUL, report, result } from "../fixtures/report.ts";
import { evilReport, greatReport } from "./fixtures/reports.ts";
import { pageModel } from "./page-model.ts";
import { reportPage } from "./report-page.tsx";
import { VERDICT_MARKS } from "./verdict-marks.ts";

const SCRIPT = 'console.log("ours")';
const page = reportPage([{ report: report() }], SCRIPT);

function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

test("nothing of the other side becomes markup or a script", () => {
  for (const html of [page, reportPage([{ report: evilReport() }, { report: evilReport() }], SCRIPT)]) {
    const rest = html.replace(`<script>${SCRIPT}</script>`, "");
    assert.doesNotMatch(rest, /<script|<img|<iframe|<[^>]*\son\w+=[^>]*>/i);
    assert.ok(html.includes("&lt;script"));
    assert.doesNotMatch(html, HARMFUL);
  }
});

test("it loads nothing from elsewhere, and may run nothing but its own script", () => {
  assert.doesNotMatch(page, /\ssrc=|url\(|@import|href="[^#]/);
  const hash = createHash("sha256").update(SCRIPT).digest("base64");
  assert.ok(page.includes(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`));
  assert.throws(() => reportPage([{ report: report() }], "a</script>b"), /cannot stand in a page/);
});

test("it shows every count, every rule and every result", () => {
  const made = report();
  const text = textOf(page);
  for (const { id } of made.results) assert.ok(text.includes(id), id);
  for (const { id, title } of made.rules) assert.ok(text.includes(`${id} ${title}`), id);
  assert.ok(text.includes("1 conform 2 violate 1 differ 1 not claimed"), text.slice(0, 3000));
  assert.ok(text.includes("8 of 8 rules claimed"));
  const verdicts = new Set(made.results.map(({ id, verdict }) => `${id} ${verdict}`));
  assert.equal(page.match(/<div class="line">/g)?.length, verdicts.size);
});

test("everything that is not simply as required is told in full, once, and a fault of many scenarios at the first", () => {
  assert.equal(page.match(/<article class="failure"/g)?.length, 6);
  const fault = { kind: "crashed", text: "it is gone" };
  const both = [result("PAIR-01.1"), result("PAIR-02.1")].map((one) => ({
    ...one,
    verdict: "implementation fault" as const,
    fault,
  }));
  const crashed = reportPage([{ report: report(both) }], SCRIPT);
  assert.equal(crashed.match(/<article class="failure"/g)?.length, 1);
  assert.match(textOf(crashed), /It met the fault that is told at PAIR-01/);
});

test("verdicts have marks in the order of their gravity, each with its own letter and sign", () => {
  assert.deepEqual(
    VERDICT_MARKS.map(({ verdict }) => verdict),
    GRAVITY,
  );
  for (const key of ["letter", "sign"] as const) {
    assert.equal(new Set(VERDICT_MARKS.map((mark) => mark[key])).size, VERDICT_MARKS.length, key);
  }
});

test("of several reports the same rule is one row; what one was not asked is no verdict", () => {
  const mine = report(EVERY_VERDICT);
  const theirs = report([result("PAIR-01.1", { profile: "v5.3" })]);
  const { judged, profiles, rules } = pageModel([
    { report: mine, file: "a.json" },
    { report: theirs, file: "b.json" },
  ]);
  assert.deepEqual(profiles, ["v5.3", "v6.1", "v6.12"]);
  assert.match(judged[1]?.label ?? "", /b\.json/);
  const [first, second] = rules;
  assert.deepEqual(
    first?.cells.map(({ letters }) => letters),
    ["..c", "c.."],
  );
  assert.deepEqual(
    second?.cells.map(({ verdict }) => verdict),
    ["violates", undefined],
  );
});

test("a run of everything stays a page that can be sent", () => {
  const great = greatReport();
  assert.ok(great.results.length > 10_000);
  const size = reportPage([{ report: great }], SCRIPT).length;
  assert.ok(size < 2_500_000, `${size} characters`);
});

test("of very many failures only the first have a diagram; all have the rest", () => {
  const sequence = {
    threads: ["T1"],
    subscribers: [],
    items: [{ kind: "note" as const, thread: "T1", text: "something" }],
  };
  const failures = Array.from({ length: 250 }, (_, at) =>
    result(`PAIR-01.${at + 1}`, { verdict: "violates", expected: "a", observed: `b${at}`, sequence }),
  );
  const html = reportPage([{ report: report(failures) }], SCRIPT);
  assert.equal(html.match(/<article class="failure"/g)?.length, 250);
  assert.equal(html.match(/<svg/g)?.length, 200);
});
