/** The style sheet of the report page. */
export const STYLE = `
:root { --ink: #1c2024; --soft: #5f6b76; --paper: #fff; --panel: #f5f6f8; --line: #dde1e6;
  --good: #12733c; --bad: #b3231c; --odd: #8a5a00; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --soft: #9aa5b1; --paper: #14171a; --panel: #1d2125;
  --line: #343a41; --good: #56c98a; --bad: #ff8078; --odd: #e2b04a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 0; } p { margin: .35rem 0; }
code, pre, td.id { font-family: ui-monospace, monospace; font-size: .86em; }
pre { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem;
  overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); } .odd { color: var(--odd); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0; padding: 0; list-style: none; }
.counts li { background: var(--panel); border: 1px solid var(--line); border-radius: .5rem; padding: .35rem .75rem; }
.counts b { font-size: 1.15rem; } .counts .zero { opacity: .55; }
article { border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .4rem;
  padding: .9rem 1.1rem; margin: 1rem 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; } }
.odd-line { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 600; } td.verdict { white-space: nowrap; }
summary { cursor: pointer; }
`;
