import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import type { Report } from "../../port/generated/documents.ts";
import { report, result } from "../fixtures/report.ts";
import { misdeeds, openBrowser, pageScript, whyNoBrowser } from "./fixtures/browser.ts";
import { EVIL, evilReport, greatReport } from "./fixtures/reports.ts";
import { reportPage } from "./report-page.tsx";

const NAMED = { implementation: { name: "mine", version: "1.0", language: "C" } };

const MADE = report(
  [
    result("PAIR-01.1", { level: "must" }),
    result("PAIR-01.2", { level: "must", profile: "v5.4", verdict: "not claimed", reason: "capability nonblock" }),
    result("PAIR-02.1", {
      level: "must",
      verdict: "violates",
      name: "the first refuses",
      step: "T1 returned EAGAIN",
      steps: ["When T1 calls start", "Then T1 returned EAGAIN"],
      expected: "T1 | start\nT1 | end",
      observed: "T1 | start",
      interleaving: {
        threads: ["T1", "T2"],
        rows: [
          ["start -> 0", ""],
          ["", "read_begin"],
        ],
      },
      sequence: {
        threads: ["T1"],
        subscribers: ["A"],
        items: [{ kind: "callback", thread: "T1", subscriber: "A", text: "invalidate" }],
      },
      messages: ['> {"id":1}', '< {"id":1}'],
      rerun: "npx mmuspec run --scenario PAIR-02.1 --profile v6.12",
    }),
    result("PAIR-03.1", { level: "may", verdict: "differs", expected: "a", observed: "b" }),
    result("PAIR-04.1", { level: "must" }),
  ],
  { ...NAMED, profiles: ["v6.12"], capabilities: ["core"], notes: [], rulesClaimed: 4, rulesTotal: 5, exitCode: 1 },
);
/** Of the rules one may be left. */
const FAILING: Report = {
  ...MADE,
  rules: MADE.rules.map((rule) => (rule.id === "PAIR-03" ? { ...rule, level: "may" } : rule)),
};
const GOOD = report([result("PAIR-01.1"), result("PAIR-02.1"), result("PAIR-03.1"), result("PAIR-04.1")], {
  implementation: { name: "theirs", version: "2.0", language: "Rust" },
  notes: [],
});

const missing = whyNoBrowser();
if (missing !== undefined) process.stderr.write(`SKIPPED, the page in a browser: ${missing}\n`);

describe("the page of reports in a browser", { skip: missing ?? false, timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "mmuspec-page-"));
  let browser: Browser;
  let script: string;
  const watched: { page: Page; seen: string[] }[] = [];

  before(async () => {
    [browser, script] = await Promise.all([openBrowser(), pageScript()]);
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(reports: readonly Report[], options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
    const file = join(folder, `${watched.length}.html`);
    writeFileSync(
      file,
      reportPage(
        reports.map((one, at) => ({ report: one, file: `${at}.json` })),
        script,
      ),
    );
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    watched.push({ page, seen: misdeeds(page) });
    await page.goto(`file://${file}${hash}`);
    return page;
  }

  async function close(page: Page): Promise<void> {
    const { seen = ["not watched"] } = watched.find((one) => one.page === page) ?? {};
    await page.context().close();
    assert.deepEqual(seen, []);
  }

  /** (`waitForFunction` needs eval, which the page's policy forbids.) */
  async function until(page: Page, condition: string): Promise<void> {
    const end = Date.now() + 30_000;
    while (!(await page.evaluate(condition))) assert.ok(Date.now() < end, condition);
  }

  const shown = (page: Page): Promise<string[]> =>
    page.evaluate('[...document.querySelectorAll("details.rule")].filter((one) => !one.hidden).map((one) => one.id)');
  const focused = (page: Page): Promise<string> =>
    page.evaluate('document.activeElement.closest("details")?.id ?? document.activeElement.name ?? ""');
  const overflows = (page: Page): Promise<number> =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  test("it opens with the verdict, and beside it how much is claimed; landmarks and headings are there", async () => {
    const page = await open([FAILING]);
    assert.match(await page.title(), /mine 1\.0/);
    assert.match(
      (await page.locator(".conclusion").innerText()).replace(/\s+/g, " "),
      /violates 1 rule: PAIR-02. 4 of 5 rules claimed/,
    );
    for (const role of ["banner", "main", "search"] as const) assert.equal(await page.getByRole(role).count(), 1, role);
    assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
    assert.equal(await page.getByRole("status").innerText(), "4 rules");
    const nameless: number = await page.evaluate(
      '[...document.querySelectorAll("button, a, select, input")].filter((one) => !(one.textContent.trim() || one.ariaLabel || one.labels?.length)).length',
    );
    assert.equal(nameless, 0);
    await close(page);
  });

  test("a failure is unfolded and answers every question in one place", async () => {
    const page = await open([FAILING]);
    const rule = page.locator("#PAIR-02");
    assert.equal(await rule.getAttribute("open"), "");
    const text = await rule.innerText();
    const order = [
      "PAIR-02",
      "text 02",
      "source 02",
      "T1 returned EAGAIN",
      "T1 | end",
      "Observed",
      "read_begin",
      "--profile v6.12",
    ];
    const places = order.map((part) => text.indexOf(part));
    assert.ok(
      places.every((place, at) => place >= 0 && place >= (places[at - 1] ?? 0)),
      `${places} in ${text}`,
    );
    assert.equal(await rule.locator("svg path.tip").count(), 1);
    assert.equal((await rule.locator("mark").innerText()).trim(), "Then T1 returned EAGAIN");
    assert.equal((await rule.locator(".wanted .alone").innerText()).trim(), "T1 | end");
    await rule.getByText("The last 2 messages").click();
    assert.match(await rule.locator(".messages").innerText(), /> \{"id":1\}/);
    await close(page);
  });

  test("it is filtered by verdict, level, profile and words; numbers say what a choice would show", async () => {
    const page = await open([FAILING]);
    const chip = (name: string) => page.getByRole("button", { name: new RegExp(name) });
    assert.match(await chip("✓? ?conforms").innerText(), /2$/);
    await chip("violates").click();
    assert.deepEqual(await shown(page), ["PAIR-02"]);
    assert.equal(await page.getByRole("status").innerText(), "1 of 4 rules");
    await chip("differs").click();
    assert.deepEqual(await shown(page), ["PAIR-02", "PAIR-03"]);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Level").selectOption("may");
    assert.deepEqual(await shown(page), ["PAIR-03"]);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByLabel("Profile").selectOption("v5.4");
    assert.deepEqual(await shown(page), ["PAIR-01"]);
    assert.equal(await page.locator("#PAIR-01 > summary .badge").innerText(), "– not claimed");
    await page.getByRole("button", { name: "Clear" }).click();
    assert.match(await page.locator("#PAIR-01 > summary .badge").innerText(), /conforms/);
    await page.getByLabel("Search").fill("source 04");
    assert.deepEqual(await shown(page), ["PAIR-04"]);
    assert.equal(await page.locator("#matrix a.out").count(), 3);
    await close(page);
  });

  test("the keyboard is enough: search, next, unfold, back, and the focus can be seen", async () => {
    const page = await open([FAILING]);
    await page.keyboard.press("/");
    await page.keyboard.type("title");
    assert.equal(await focused(page), "query");
    await page.keyboard.press("Enter");
    assert.equal(await focused(page), "PAIR-02");
    await page.keyboard.press("j");
    assert.equal(await focused(page), "PAIR-01");
    const outline: string = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
    assert.equal(outline, "solid");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("#PAIR-01").getAttribute("open"), "");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("k");
    const covered: boolean = await page.evaluate(
      'document.activeElement.getBoundingClientRect().top < document.querySelector("#filters").getBoundingClientRect().bottom - 1',
    );
    assert.equal(covered, false, "the bar covers what has the focus");
    assert.equal(await focused(page), "PAIR-01");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#PAIR-01").getAttribute("open"), null);
    await page.keyboard.press("Escape");
    await until(page, 'document.querySelector("[name=query]").value === ""');
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate('document.activeElement.getAttribute("href")'), "#PAIR-01");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await until(page, 'document.activeElement.closest("details")?.id === "PAIR-02"');
    await page.keyboard.press("?");
    assert.ok(await page.getByRole("dialog").isVisible());
    await page.keyboard.press("Escape");
    assert.ok(!(await page.getByRole("dialog").isVisible()));
    await close(page);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(`axe finds nothing that keeps people out, in ${colorScheme} colours`, async () => {
      const page = await open([FAILING, GOOD], { colorScheme });
      await page.getByRole("button", { name: "Unfold", exact: true }).click();
      await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
      const found = await page.evaluate(
        "axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
      );
      assert.deepEqual(found, []);
      await close(page);
    });
  }

  test("the matrix is one stop of the tab key", async () => {
    const page = await open([FAILING]);
    const stops: number = await page.evaluate(
      '[...document.querySelectorAll("#matrix a")].filter((one) => one.tabIndex === 0).length',
    );
    assert.equal(stops, 1);
    await close(page);
  });

  test("an address leads to a rule, also past a filter", async () => {
    const page = await open([FAILING], {}, "#PAIR-04");
    await until(page, 'document.activeElement.closest("details")?.id === "PAIR-04"');
    await page.getByLabel("Search").fill("nothing has this");
    assert.deepEqual(await shown(page), []);
    await page.locator("#matrix a").nth(2).click({ force: true });
    await until(page, 'document.activeElement.closest("details")?.id === "PAIR-03"');
    assert.equal((await shown(page)).length, 4);
    await close(page);
  });

  for (const width of [1400, 420]) {
    test(`names of strangers are text, and do not break the page at ${width}`, async () => {
      const page = await open([evilReport(), evilReport()], { viewport: { width, height: 900 } });
      await page.getByRole("button", { name: "Unfold", exact: true }).click();
      await page.getByLabel("Search").fill(EVIL[1] ?? "");
      await page.getByLabel("Search").fill("");
      assert.equal(await page.evaluate("window.pwned"), undefined);
      assert.equal(
        await page.locator("img, iframe, object, base, form[action], [onerror], [onload], [ontoggle]").count(),
        0,
      );
      assert.equal(await page.locator("script").count(), 1);
      assert.ok((await page.locator("body").innerText()).includes('<img src=x onerror="window.pwned=1">'));
      assert.equal(await overflows(page), 0);
      await close(page);
    });
  }

  test("light and dark follow the system, and the button overrules it", async () => {
    const paper = (page: Page): Promise<string> => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const [light, dark] = await Promise.all([open([FAILING]), open([FAILING], { colorScheme: "dark" })]);
    const [bright, dim] = await Promise.all([paper(light), paper(dark)]);
    assert.equal(bright, "rgb(255, 255, 255)");
    assert.notEqual(dim, bright);
    await dark.getByRole("button", { name: /Theme/ }).click();
    assert.equal(await paper(dark), bright);
    await dark.getByRole("button", { name: /Theme/ }).click();
    assert.equal(await paper(dark), dim);
    await close(light);
    await close(dark);
  });

  test("several implementations stand side by side, and where they differ can be had alone", async () => {
    const page = await open([FAILING, GOOD]);
    assert.equal(await page.locator(".card .claimed").count(), 2);
    assert.deepEqual(await page.locator("#PAIR-02 > summary .word").allInnerTexts(), ["violates", "conforms"]);
    assert.match(
      (await page.locator('#matrix a[href="#PAIR-02"]').getAttribute("aria-label")) ?? "",
      /mine 1.0: violates; theirs 2.0: conforms/,
    );
    await page.getByLabel("only where they differ").check();
    assert.deepEqual(await shown(page), ["PAIR-02", "PAIR-03"]);
    await close(page);
  });

  test("without scripts the failure can still be read, and nothing is there that would not work", async () => {
    const page = await open([FAILING], { javaScriptEnabled: false });
    assert.ok(await page.getByText("npx mmuspec run --scenario PAIR-02.1").isVisible());
    assert.ok(!(await page.locator("#filters").isVisible()));
    assert.ok(!(await page.locator("#theme").isVisible()));
    await close(page);
  });

  test("ten thousand results are filtered without a wait", async () => {
    const page = await open([greatReport()]);
    const filter = (words: string): Promise<number> =>
      page.evaluate(`(() => { const field = document.querySelector("[name=query]"); field.value = ${JSON.stringify(words)};
        const begin = performance.now(); field.dispatchEvent(new Event("input", { bubbles: true })); return performance.now() - begin; })()`);
    await filter("s");
    const took = await filter("ODP-07 scenario");
    assert.deepEqual(await shown(page), ["ODP-07"]);
    assert.ok(took < 500, `${took} ms`);
    await page.getByLabel("Profile").selectOption("v5.5");
    assert.deepEqual(await shown(page), ["ODP-07"]);
    await close(page);
  });
});
