/** Colours and plain elements, for every page of the kit. Dark where the reader's system is, or where `data-theme` says so. */
export const STYLE = `
:root { color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e4e7eb); --soft: light-dark(#59636e, #98a2ad); --paper: light-dark(#fff, #101316);
  --panel: light-dark(#f5f6f8, #191d22); --line: light-dark(#d9dee4, #30363d); --accent: light-dark(#0b5cad, #6db3f8);
  --good: light-dark(#116b37, #4cc38a); --bad: light-dark(#b3231c, #ff7b72); --odd: light-dark(#8a5a00, #e0ae46);
  --good-wash: light-dark(#dcf3e4, #10321f); --bad-wash: light-dark(#fde4e2, #43191a);
  --odd-wash: light-dark(#fbeecb, #3a2c0c); --none-wash: light-dark(#eceff2, #22272d);
  --mono: ui-monospace, DejaVu Sans Mono, Menlo, Consolas, monospace; }
:root[data-theme=light] { color-scheme: light; }
:root[data-theme=dark] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0 auto; max-width: 84rem; padding: 1rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .6rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .35rem 0; }
code, pre, td.id { font-family: var(--mono); font-size: .87em; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .35rem; padding: .55rem .75rem;
  overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .25rem 0; line-height: 1.45; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .odd { color: var(--odd); }
article { border: 1px solid var(--line); border-left: .25rem solid var(--bad); border-radius: .35rem;
  padding: .8rem 1rem; margin: .8rem 0; }
.scroll, .wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; } td.verdict { white-space: nowrap; }
summary { cursor: pointer; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .2rem; }
`;
