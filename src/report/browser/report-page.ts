/** What makes the page of reports interactive. The build puts it into one file, and that file into the page. */
import { startFilters } from "./filter.ts";
import { goTo, showKeys, startKeyboard } from "./keyboard.ts";
import { rulesOfPage, type ShownRule } from "./rules.ts";
import { startTheme } from "./theme.ts";

function unfold(rules: readonly ShownRule[], open: boolean): void {
  for (const { details } of rules) if (!details.hidden) details.open = open;
}

function startButtons(rules: readonly ShownRule[]): void {
  const does: Readonly<Record<string, () => void>> = {
    unfold: () => unfold(rules, true),
    fold: () => unfold(rules, false),
    keys: showKeys,
  };
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-do]")) {
    button.addEventListener("click", () => does[button.dataset.do ?? ""]?.());
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const pre = button.parentElement?.querySelector("pre");
  if (pre === null || pre === undefined) return;
  try {
    await navigator.clipboard.writeText(pre.textContent ?? "");
    button.textContent = "Copied";
  } catch {
    // No clipboard here: select it, so that one key copies it.
    getSelection()?.selectAllChildren(pre);
    button.textContent = "Selected";
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}

function startCopying(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => void copy(button));
  }
}

const rules = rulesOfPage();
startTheme();
startCopying();
if (rules.length > 0) {
  startFilters(rules);
  startKeyboard(rules);
  startButtons(rules);
  const jump = () => goTo(rules, decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", jump);
  // When all is loaded the browser itself goes to the place, and takes the focus away.
  if (location.hash !== "") addEventListener("load", () => setTimeout(jump));
}
