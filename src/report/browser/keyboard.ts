import { clearFilters, isFiltered, query } from "./filter.ts";
import type { ShownRule } from "./rules.ts";

const dialog = document.querySelector("#keys") as HTMLDialogElement;

/** Shows what can be done with keys. */
export function showKeys(): void {
  dialog.showModal();
}

function visibleRules(rules: readonly ShownRule[]): ShownRule[] {
  return rules.filter(({ details }) => !details.hidden);
}

function isBroken({ summary }: ShownRule): boolean {
  return summary.querySelector(".badge.bad") !== null;
}

/** To the next rule in a direction, from where the focus is; from nowhere to the first or last. */
function move(rules: readonly ShownRule[], by: 1 | -1, which: (rule: ShownRule) => boolean = () => true): void {
  const all = visibleRules(rules);
  const here = all.findIndex(({ details }) => details.contains(document.activeElement));
  let at = here < 0 && by < 0 ? all.length : here;
  // From inside an unfolded rule, back is to its own line first.
  if (here >= 0 && by < 0 && document.activeElement !== all[here]?.summary) at += 1;
  for (at += by; at >= 0 && at < all.length; at += by) {
    const rule = all[at];
    if (rule === undefined || !which(rule)) continue;
    rule.summary.focus();
    return;
  }
}

/** To a rule: it is shown whatever the filters say, unfolded, and has the focus. */
export function goTo(rules: readonly ShownRule[], id: string): void {
  const rule = rules.find(({ details }) => details.id === id);
  if (rule === undefined) return;
  if (rule.details.hidden) clearFilters();
  setTimeout(() => {
    rule.details.open = true;
    rule.summary.focus({ preventScroll: true });
    rule.details.scrollIntoView();
  });
}

function goBack(rules: readonly ShownRule[]): void {
  const { activeElement } = document;
  const rule = rules.find(({ details }) => details.contains(activeElement));
  if (rule?.details.open === true) {
    rule.details.open = false;
    rule.summary.focus();
  } else if (isFiltered()) {
    clearFilters();
  } else if (activeElement === query) {
    query.blur();
  } else {
    rule?.cell?.focus();
  }
}

/** Letters are typed into these. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
}

/** Arrows scroll and choose in these. */
function wantsArrows(target: EventTarget | null): boolean {
  return isTyping(target) || (target instanceof Element && target.closest(".wide, #matrix, dialog") !== null);
}

/** Left and right through the fields of the matrix: one stop of the tab key, not hundreds. */
function startMatrix(rules: readonly ShownRule[]): void {
  const cells = [...document.querySelectorAll<HTMLAnchorElement>("#matrix a.cells")];
  for (const [at, cell] of cells.entries()) cell.tabIndex = at === 0 ? 0 : -1;
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -10, ArrowDown: 10 };
  document.querySelector("#matrix")?.addEventListener("keydown", (event) => {
    const { key, target } = event as KeyboardEvent;
    const [here, step] = [cells.indexOf(target as HTMLAnchorElement), steps[key]];
    if (here < 0 || step === undefined) return;
    event.preventDefault();
    cells[Math.min(cells.length - 1, Math.max(0, here + step))]?.focus();
  });
  document.querySelector("#matrix")?.addEventListener("focusin", ({ target }) => {
    for (const cell of cells) cell.tabIndex = cell === target ? 0 : -1;
  });
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a.jump")) {
    link.addEventListener("click", () => goTo(rules, (link.getAttribute("href") ?? "").slice(1)));
  }
}

type Action = (rules: readonly ShownRule[]) => void;

const ACTIONS: Readonly<Record<string, Action>> = {
  "/": () => query.focus(),
  "?": showKeys,
  j: (rules) => move(rules, 1),
  k: (rules) => move(rules, -1),
  n: (rules) => move(rules, 1, isBroken),
  p: (rules) => move(rules, -1, isBroken),
};

const ARROWS: Readonly<Record<string, Action>> = {
  ArrowDown: (rules) => move(rules, 1),
  ArrowUp: (rules) => move(rules, -1),
};

function actionOf({ key, target }: KeyboardEvent): Action | undefined {
  if (key === "Escape") return goBack;
  if (target === query && (key === "ArrowDown" || key === "Enter")) return (rules) => move(rules, 1);
  if (!wantsArrows(target) && Object.hasOwn(ARROWS, key)) return ARROWS[key];
  return !isTyping(target) && Object.hasOwn(ACTIONS, key) ? ACTIONS[key] : undefined;
}

/** Makes the keys work. */
export function startKeyboard(rules: readonly ShownRule[]): void {
  startMatrix(rules);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open) return;
    const action = actionOf(event);
    if (action === undefined) return;
    event.preventDefault();
    action(rules);
  });
}
