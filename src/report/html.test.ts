import assert from "node:assert/strict";
import { test } from "node:test";
import { HARMFUL, report } from "./fixtures/report.ts";
import { htmlReport } from "./html.tsx";

const page = htmlReport(report());

test("nothing of the other side becomes markup or a script", () => {
  assert.doesNotMatch(page, /<script|<img|\son\w+=|javascript:/i);
  assert.ok(page.includes("&lt;script"));
  assert.doesNotMatch(page, HARMFUL);
});

test("it loads nothing from elsewhere", () => {
  assert.doesNotMatch(page, /(src|href)=|url\(|@import/);
});

test("it shows every count, every rule and every result", () => {
  const made = report();
  const text = page.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  for (const { id } of made.results) assert.ok(text.includes(id), id);
  for (const { id, title } of made.rules) assert.ok(text.includes(`${id} ${title}`), id);
  assert.ok(text.includes("1 conform 2 violate 1 differ 1 not claimed"), text.slice(0, 3000));
  assert.equal(page.match(/<td class="verdict/g)?.length, made.summary.total);
});
