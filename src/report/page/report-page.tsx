import { createHash } from "node:crypto";
import { render } from "preact-render-to-string";
import { groupTitle } from "../../port/rule-group.ts";
import { STYLE } from "../html-style.ts";
import { visibleLine } from "../visible.ts";
import { Filters } from "./filters.tsx";
import { byGroup, Matrix } from "./matrix.tsx";
import { isBroken, type Judged, type PageModel, type PageRule, pageModel, type Source } from "./page-model.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { Rule } from "./rule.tsx";
import { Summary } from "./summary.tsx";

/** As many rules that are not kept are unfolded from the beginning; of more only the first. */
const UNFOLDED = 3;

interface ListOf {
  readonly title: string;
  readonly rules: readonly PageRule[];
  readonly judged: readonly Judged[];
  readonly open?: (rule: PageRule) => boolean;
}

function List({ title, rules, judged, open = () => false }: ListOf) {
  if (rules.length === 0) return null;
  return (
    <section class="list" aria-label={title}>
      <h2>
        <span>{title}</span>
        {judged.length === 1 ? null : (
          <span class="badges" aria-hidden="true">
            {judged.map(({ label }) => (
              <bdi>{visibleLine(label)}</bdi>
            ))}
          </span>
        )}
      </h2>
      {rules.map((rule) => (
        <Rule rule={rule} judged={judged} open={open(rule)} />
      ))}
    </section>
  );
}

/** The rules: those that are not kept first, then the rest by group. */
function Lists({ model: { rules, judged } }: { model: PageModel }) {
  const broken = rules.filter(isBroken);
  const rest = rules.filter((rule) => !isBroken(rule));
  const unfolded = broken.length <= UNFOLDED ? broken : broken.slice(0, 1);
  return (
    <>
      <List title="Not as required" rules={broken} judged={judged} open={(rule) => unfolded.includes(rule)} />
      {[...byGroup(rest)].map(([group, mine]) => (
        <List title={visibleLine(`${group} ${groupTitle(group)}`)} rules={mine} judged={judged} />
      ))}
    </>
  );
}

/** Nothing but the page's own script may run, and nothing may be loaded. */
function policy(script: string): string {
  const hash = createHash("sha256").update(script).digest("base64");
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

function Page({ model, script }: { model: PageModel; script: string }) {
  const { judged } = model;
  const title = judged.map(({ label }) => visibleLine(label)).join(", ");
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy(script)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`mmuspec: ${title}`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE + PAGE_STYLE }} />
      </head>
      <body class={judged.length === 1 ? "single" : "several"} style={`--judged: ${judged.length}`}>
        <a href="#rules" class="skip">
          To the rules
        </a>
        <header>
          <p class="brand">
            mmuspec <span class="soft">what may a secondary MMU rely on?</span>
          </p>
          <button type="button" id="theme" hidden>
            Theme
          </button>
        </header>
        <main>
          <Summary judged={judged} />
          {model.rules.length === 0 ? null : <Matrix model={model} />}
          <div id="rules" tabIndex={-1}>
            <Filters model={model} />
            <Lists model={model} />
          </div>
        </main>
        <script dangerouslySetInnerHTML={{ __html: script }} />
      </body>
    </html>
  );
}

/**
 * Reports as one self-contained page: nothing is loaded, and nothing that an implementation says is markup.
 *
 * @param script what makes it interactive, from the build; the page can be read without it
 */
export function reportPage(sources: readonly Source[], script: string): string {
  if (/<\/script|<!--/i.test(script)) throw new Error("the page's script cannot stand in a page");
  return `<!doctype html>\n${render(<Page model={pageModel(sources)} script={script} />)}\n`;
}
