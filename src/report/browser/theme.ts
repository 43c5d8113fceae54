const THEMES = ["auto", "light", "dark"] as const;
const KEY = "mmuspec-theme";

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(theme: string): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A page from a file may have no storage: then it is as the system says, each time.
  }
}

function show(button: HTMLButtonElement, theme: string): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  button.textContent = `Theme: ${theme}`;
}

/** Makes the button change between what the system says, light and dark. */
export function startTheme(): void {
  const button = document.querySelector("#theme") as HTMLButtonElement;
  let at = Math.max(0, THEMES.indexOf((remembered() ?? "auto") as (typeof THEMES)[number]));
  button.hidden = false;
  show(button, THEMES[at] ?? "auto");
  button.addEventListener("click", () => {
    at = (at + 1) % THEMES.length;
    show(button, THEMES[at] ?? "auto");
    remember(THEMES[at] ?? "auto");
  });
}
