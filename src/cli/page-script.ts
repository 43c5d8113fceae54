import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../runner/suite.ts";
import { usage } from "../runner/usage-error.ts";

/** Before a run: is there what a page will need after it? */
export function checkPage({ html }: { readonly html?: string }): void {
  if (html !== undefined) pageScript();
}

/** What makes the page of reports interactive; the build leaves it in `dist`. */
export function pageScript(): string {
  try {
    return readFileSync(join(packageRoot(), "dist", "report-page.js"), "utf8");
  } catch {
    throw usage("--html needs the page's script, which is not built yet; run: npm run build");
  }
}
