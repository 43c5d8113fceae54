/** What the page of reports adds to the common style. */
export const PAGE_STYLE = `
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .3rem .6rem; z-index: 9; }
body > header { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; margin-bottom: .75rem; }
.brand { margin: 0; font-weight: 700; } .brand .soft { font-weight: 400; }
button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line);
  border-radius: .35rem; padding: .25rem .6rem; }
button { cursor: pointer; } button:hover { border-color: var(--soft); }
kbd { font: .85em var(--mono); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: .25rem; padding: 0 .35rem; }

.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; min-width: 0; }
.card h2 { margin: 0 0 .2rem; font-size: 1.15rem; }
.conclusion { padding: .5rem .8rem; border-radius: .35rem; margin: .6rem 0; display: flex; flex-wrap: wrap;
  justify-content: space-between; gap: .25rem 1.5rem; }
.conclusion.good { background: var(--good-wash); } .conclusion.bad { background: var(--bad-wash); }
.claimed { color: var(--ink); font-weight: 600; white-space: nowrap; }
.counts { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .4rem 0; padding: 0; list-style: none; }
.counts .zero { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .5rem 0; font-size: .92em; }
dt { color: var(--soft); } .names bdi { display: inline-block; max-width: 100%; } dd { margin: 0; min-width: 0; }
.several .card dl { grid-template-columns: 1fr; font-size: .82em; line-height: 1.4; } .several .card dd { margin-bottom: .3rem; }

i.good, i.bad, i.odd, i.none { font: 600 12px/18px system-ui, sans-serif; }
i.good { background: var(--good-wash); } i.bad { background: var(--bad); color: var(--paper); }
i.odd { background: var(--odd-wash); } i.none { background: var(--none-wash); color: var(--soft); }
.legend { color: var(--soft); } .legend .key { margin-right: 1.1rem; white-space: nowrap; }
.legend i { display: inline-block; min-width: 18px; padding: 0 2px; text-align: center; border-radius: 3px; }
.groups { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 34rem), 1fr)); gap: .7rem 2.5rem; margin-top: .6rem; }
.group h3 { font-size: .92rem; font-weight: 400; } .group ul { display: flex; flex-wrap: wrap; gap: 3px; list-style: none; margin: .2rem 0 0; padding: 0; }
.cells { display: grid; gap: 1px; text-decoration: none; border-radius: 3px; overflow: hidden; }
.cells:focus-visible { overflow: visible; outline-offset: 1px; } .cells:hover { filter: brightness(.9); }
.cells i { width: 18px; height: 18px; text-align: center; letter-spacing: -1px; }
.cells.out { opacity: .2; }

#filters { position: sticky; top: 0; z-index: 5; display: block; background: var(--paper); border-bottom: 1px solid var(--line);
  margin: 2rem -1.25rem 0; padding: .6rem 1.25rem; }
#filters form { display: flex; flex-wrap: wrap; gap: .45rem .9rem; align-items: center; }
#filters label { display: flex; align-items: center; gap: .35rem; } #filters label > span { color: var(--soft); font-size: .87em; }
.query { flex: 1 1 18rem; } .query input { flex: 1; min-width: 0; } #filters select { max-width: 15rem; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem; }
.chip { border-radius: 1rem; padding: .1rem .65rem; } .chip .count { color: var(--soft); font-variant-numeric: tabular-nums; }
.chip[aria-pressed=true] { border-color: currentColor; box-shadow: inset 0 0 0 1px currentColor; font-weight: 600; }
.chip.good[aria-pressed=true] { background: var(--good-wash); } .chip.bad[aria-pressed=true] { background: var(--bad-wash); }
.chip.odd[aria-pressed=true] { background: var(--odd-wash); } .chip.none[aria-pressed=true] { background: var(--none-wash); }
.row { display: flex; flex-wrap: wrap; gap: .4rem; align-items: center; margin-left: auto; }
.row output { color: var(--soft); margin-right: .4rem; white-space: nowrap; }
dialog { color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.5rem; max-width: 34rem; }
dialog h2 { margin: 0 0 .5rem; } dialog form { text-align: right; } dialog::backdrop { background: #0008; }

.list h2 { margin: 1.2rem 0 .2rem; padding: .4rem; position: sticky; top: var(--bar, 0px); z-index: 4; background: var(--paper);
  display: flex; gap: 1rem; align-items: end; justify-content: space-between; }
.list h2 .badges { font-size: .82rem; color: var(--soft); line-height: 1.2; }
.rule { border-bottom: 1px solid var(--line); }
html { scroll-padding-top: calc(var(--bar, 0px) + 3.2rem); } .rule > summary:focus-visible { outline-offset: -3px; }
.rule > summary { display: flex; gap: .3rem 1rem; align-items: baseline; padding: .35rem .4rem; list-style: none; }
.rule > summary::-webkit-details-marker { display: none; }
.rule > summary::before { content: "▸"; color: var(--soft); width: .7rem; flex: none; }
.rule[open] > summary::before { content: "▾"; }
.rule > summary:hover { background: var(--panel); }
.rule > summary h3 { flex: 1; font-weight: 400; display: flex; gap: .7rem; align-items: baseline; min-width: 0; }
.rule > summary h3 code { flex: none; min-width: 5rem; max-width: 16rem; font-weight: 600; }
.rule[open] > summary h3 { font-weight: 600; }
.rule:target > summary { background: var(--panel); }
.badges { flex: none; display: grid; grid-template-columns: repeat(var(--judged), 8.5rem); gap: .2rem .8rem; }
.single .badges { grid-template-columns: minmax(8.5rem, max-content); }
.badge { white-space: nowrap; } .several .badges .badge { white-space: normal; } .badge .whose { white-space: normal; color: var(--ink); font-weight: 600; }
.badge.none { color: var(--soft); } .badge.bad { font-weight: 600; }
.badge .sign { display: inline-block; min-width: 1.1em; text-align: center; }
.body { padding: .1rem .4rem 1.2rem 2.1rem; }
.said { max-width: 60rem; } .said .text { font-size: 1.06em; white-space: pre-line; }
.failure h4 { margin: 0 0 .2rem; font-size: 1rem; } h5 { margin: .6rem 0 .1rem; font-size: .8rem; color: var(--soft); letter-spacing: .02em; }
.failure .badge { margin-right: .4rem; }
.pair, .two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0 1rem; } .pair > *, .two > * { min-width: 0; }
.wanted pre { border-left: 3px solid var(--good); } .met pre { border-left: 3px solid var(--bad); }
pre .alone { font-weight: 600; } .wanted .alone { background: var(--good-wash); } .met .alone { background: var(--bad-wash); }
.lacks::before { content: "–"; color: var(--soft); }
pre.steps { white-space: pre; } .steps mark { background: var(--bad-wash); color: inherit; font-weight: 600; }
.order { font-family: var(--mono); font-size: .87em; border: 1px solid var(--line); } .order td, .order th { padding: .2rem .6rem; min-width: 9rem; overflow-wrap: break-word; }
.order td + td, .order th + th { border-left: 1px solid var(--line); } .order tr:nth-child(even) td { background: var(--panel); }
.more { margin: .6rem 0 0; } .more > summary { color: var(--soft); font-size: .87em; font-weight: 600; }
.more .wide { margin-top: .3rem; } .messages .sent { color: var(--accent); }
.again { position: relative; } .again .copy { position: absolute; right: .35rem; bottom: .55rem; padding: .05rem .5rem; font-size: .85em; } .again pre { padding-right: 5rem; }
.scenarios { margin-top: .8rem; font-size: .93em; table-layout: fixed; } .scenarios th[scope=row] { color: inherit; font-weight: 400; }
.single .scenarios th:first-child { width: 50%; } .several .scenarios th:first-child { width: 34%; }
.scenarios .line + .line { margin-top: .15rem; } .scenarios .soft { font-size: .9em; }
.nothing { margin: 2rem 0; text-align: center; color: var(--soft); }

@media (max-width: 46rem) {
  body { padding: .75rem .75rem 3rem; } .brand .soft { display: none; }
  #filters { position: static; margin: 1.5rem 0 0; padding: .6rem 0; } .row { margin-left: 0; }
  .rule > summary { flex-wrap: wrap; } .rule > summary h3 { flex: 1 1 70%; flex-wrap: wrap; gap: 0 .7rem; }
  .list h2 { position: static; } .list h2 .badges { display: none; } html { scroll-padding-top: .6rem; }
  .badges { flex: 1 1 70%; min-width: 0; margin-left: 1.7rem; grid-template-columns: minmax(0, 1fr); } .badge { white-space: normal; }
  .single .badges { flex: none; margin-left: auto; }
  .badges .whose.hidden, .several .badges .hidden { position: static; width: auto; height: auto; clip-path: none; white-space: normal; }
  .body { padding-left: .4rem; } .card { padding: .8rem; } .failure { padding: .6rem .7rem; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .3rem; }
  .scenarios thead { display: none; } .scenarios tr { display: block; border-bottom: 1px solid var(--line); padding: .3rem 0; }
  .scenarios th, .scenarios td { display: block; width: auto !important; border: 0; padding: .1rem 0; }
}
@media print {
  :root, :root[data-theme] { color-scheme: light; } body { max-width: none; font-size: 10pt; padding: 0; }
  #filters, #theme, .skip, .copy { display: none !important; }
  .card, .failure, .pair, .order, svg { break-inside: avoid; } .rule > summary { break-after: avoid; } i { print-color-adjust: exact; }
}
`;
