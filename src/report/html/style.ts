/**
 * Colours after Okabe and Ito, who chose them so that people with any kind of colour vision tell them apart: vermilion for
 * leaks, purple for overblocks, yellow for what is not known, blue for closed, green for open. A sign and a word say the same.
 */
export const style = /* css */ `
:root {
  color-scheme: light dark;
  --paper: #fff; --soft: #f4f5f7; --ink: #1a1d21; --dim: #565d66; --line: #d5d9df; --link: #005a9c;
  --closed: #dceaf6; --closed-ink: #083d66; --open: #dff3ea; --open-ink: #07513a;
  --leak: #b84300; --leak-ink: #fff; --over: #cc79a7; --over-ink: #1a0a13; --unclear: #f0e442; --unclear-ink: #2b2700;
  --vacuous: #e4e6e9; --vacuous-ink: #3c4248;
  --say-open: #e69f00; --say-closed: #0072b2; --say-mixed: #cc79a7; --say-unclear: #9aa1a9; --say-none: transparent;
  --bar-open: #e69f00; --bar-closed: #0072b2; --bar-unclear: #9aa1a9; --bar-bad: #d55e00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171b; --soft: #1e2227; --ink: #e8eaed; --dim: #a3abb5; --line: #373d45; --link: #7cc4ff;
    --closed: #12324a; --closed-ink: #b9dcf7; --open: #103a2c; --open-ink: #a9e6cd;
    --leak: #ff7a29; --leak-ink: #1c0900; --vacuous: #2c3138; --vacuous-ink: #c3c9d0;
    --say-closed: #56b4e9; --bar-closed: #56b4e9; --bar-bad: #ff7a29;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 5rem; }
[hidden] { display: none !important; }
body { margin: 0; padding: 0 1.5rem 3rem; max-width: 120rem; font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; margin: 0 0 .6rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.1rem; margin: 0 2.5rem .5rem 0; }
h4 { font-size: .95rem; margin: 0 0 .2rem; }
p, ul { margin: .4rem 0; }
a { color: var(--link); }
code { font: .87em/1.5 ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 1px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.hint, .id, .more { color: var(--dim); font-size: .87rem; }
.product { margin: 1.4rem 0 0; color: var(--dim); font-size: .87rem; }

.outcome { display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: baseline; padding: .8rem 1rem; border-radius: .4rem; border-left: .5rem solid; background: var(--soft); }
.outcome b { font-size: 1.15rem; white-space: nowrap; }
.outcome span { flex: 1 1 20rem; }
.outcome small { color: var(--dim); }
.conforms { border-color: #009e73; } .fails { border-color: var(--leak); background: var(--leak); color: var(--leak-ink); } .open-question { border-color: var(--unclear); }
.fails small { color: inherit; }
.counts, .legend { display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; padding: 0; list-style: none; }
.counts li { padding: .2rem .6rem; border: 1px solid var(--line); border-radius: .3rem; }
.counts b { font-size: 1.15rem; }
.counts .zero { color: var(--dim); } .counts .zero b { font-weight: 400; }
.legend { font-size: .87rem; color: var(--dim); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; }
.facts dt { color: var(--dim); } .facts dd { margin: 0; }
header .facts { display: flex; flex-wrap: wrap; gap: .1rem .4rem; font-size: .87rem; }
header .facts dd { margin-right: 1rem; }

.swatch { display: inline-block; padding: 0 .45em; border-radius: .2rem; border: 1px solid var(--line); color: var(--ink); white-space: nowrap; }
.closed { background-color: var(--closed); color: var(--closed-ink); }
.open { background-color: var(--open); color: var(--open-ink); }
.leak { background-color: var(--leak); color: var(--leak-ink); }
.overblock { background-color: var(--over); color: var(--over-ink); }
.inconclusive { background-color: var(--unclear); color: var(--unclear-ink); }
.vacuous { background: repeating-linear-gradient(45deg, transparent 0 5px, #8884 5px 7px) var(--vacuous); color: var(--vacuous-ink); }
.skipped { background-color: transparent; color: var(--dim); }

.filters { display: flex; flex-wrap: wrap; gap: .5rem 1.2rem; align-items: center; margin: 1.2rem 0 -1rem; padding: .6rem .8rem; background: var(--soft); border-radius: .4rem; position: sticky; top: 0; z-index: 3; }
select, button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: .3rem; padding: .2rem .5rem; max-width: 18rem; }
button { cursor: pointer; }
.views { display: inline-flex; flex-wrap: wrap; border: 1px solid var(--line); border-radius: .3rem; overflow: hidden; margin-bottom: .5rem; }
.views input { position: absolute; opacity: 0; }
.views span { display: block; padding: .2rem .8rem; cursor: pointer; }
.views input:checked + span { background: var(--ink); color: var(--paper); }
.views input:focus-visible + span { outline: 3px solid var(--link); outline-offset: -3px; }

.wide { position: relative; overflow: auto; max-height: 85vh; max-width: 100%; width: max-content; border: 1px solid var(--line); border-radius: .3rem; scroll-padding: 3rem 2rem 2rem 9rem; }
table { border-collapse: separate; border-spacing: 0; font-size: .9rem; }
th { text-align: left; font-weight: 600; overflow-wrap: break-word; }
thead th { position: sticky; top: 0; z-index: 1; background: var(--soft); }
tbody th { position: sticky; left: 0; background: var(--soft); }
.corner { left: 0; z-index: 2; font-weight: 400; color: var(--dim); }
.matrix th, .canary th, .matrix td, .canary td { padding: .3rem .55rem; border: 0 solid var(--line); border-width: 0 1px 1px 0; }
.matrix tbody th { max-width: 16rem; }
.matrix thead th { vertical-align: bottom; max-width: 11rem; }
.matrix td, .canary td { text-align: center; white-space: nowrap; }
.matrix td b, .canary td b { display: block; font-weight: 600; }
.matrix td small { display: block; font-size: .74rem; letter-spacing: .02em; opacity: .85; }
.matrix td i { font-style: normal; margin: 0 .2em; }
.matrix .leak, .canary .leak { outline: 2px solid var(--ink); outline-offset: -3px; }
td.noted { box-shadow: inset 0 0 0 3px var(--unclear); }
.matrix .leak b, .canary .leak b { font-weight: 800; }
[role="grid"] td { cursor: pointer; } [role="grid"] td.none { cursor: default; }
td:focus-visible, td.chosen, td:target { outline: 3px solid var(--link) !important; outline-offset: -2px; }
.faded { opacity: .18; }

.dense { width: 100%; }
.dense th, .dense td { padding: 0; }
.dense thead th { min-width: 1.6rem; }
.dense thead th span { display: block; margin: 0 auto; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 15rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; padding: .3rem 0; line-height: 1.5rem; }
.dense thead .corner { padding: .3rem .5rem; }
.dense tbody th { padding: 0 .5rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 18rem; }
.dense td { height: 1.6rem; min-width: 1.6rem; font-size: .85rem; line-height: 1; font-weight: 600; vertical-align: top; padding-top: .15rem; background-image: linear-gradient(to right, var(--i) 0 30%, transparent 30% 35%, var(--p) 35% 65%, transparent 65% 70%, var(--r) 70%); background-size: 1.2rem 3px; background-position: 50% calc(100% - 2px); background-repeat: no-repeat; }
.i-open { --i: var(--say-open); } .i-closed { --i: var(--say-closed); } .i-mixed { --i: var(--say-mixed); } .i-unclear { --i: var(--say-unclear); } .i-none { --i: var(--say-none); }
.p-open { --p: var(--say-open); } .p-closed { --p: var(--say-closed); } .p-mixed { --p: var(--say-mixed); } .p-unclear { --p: var(--say-unclear); } .p-none { --p: var(--say-none); }
.r-open { --r: var(--say-open); } .r-closed { --r: var(--say-closed); } .r-mixed { --r: var(--say-mixed); } .r-unclear { --r: var(--say-unclear); } .r-none { --r: var(--say-none); }

/* One opinion alone: the three heat maps beside the one of what came of it */
:root:has(#view-intent:checked, #view-policy:checked, #view-reality:checked) .matrix td { outline: none; color: var(--ink); background: color-mix(in srgb, var(--say) 45%, var(--paper)); }
:root:has(#view-intent:checked) .matrix td { --say: var(--i); } :root:has(#view-policy:checked) .matrix td { --say: var(--p); } :root:has(#view-reality:checked) .matrix td { --say: var(--r); }
:root:has(#view-intent:checked, #view-policy:checked, #view-reality:checked) .matrix:not(.dense) td :is(b, small) { display: none; }
:root:has(#view-intent:checked, #view-policy:checked, #view-reality:checked) .dense td { font-size: 0; }
:root:has(#view-intent:checked, #view-policy:checked, #view-reality:checked) .dense td::after { font-size: .85rem; }
:root:has(#view-intent:checked) .i-open::after, :root:has(#view-policy:checked) .p-open::after, :root:has(#view-reality:checked) .r-open::after { content: "○"; }
:root:has(#view-intent:checked) .i-closed::after, :root:has(#view-policy:checked) .p-closed::after, :root:has(#view-reality:checked) .r-closed::after { content: "✕"; }
:root:has(#view-intent:checked) .i-mixed::after, :root:has(#view-policy:checked) .p-mixed::after, :root:has(#view-reality:checked) .r-mixed::after { content: "◐"; }
:root:has(#view-intent:checked) .i-unclear::after, :root:has(#view-policy:checked) .p-unclear::after, :root:has(#view-reality:checked) .r-unclear::after { content: "?"; }

.findings { padding: 0; list-style: none; display: grid; gap: .5rem; }
.finding, .cell { border: 1px solid var(--line); border-left-width: .45rem; border-radius: .3rem; padding: .5rem .8rem; }
.edge-leak { border-left-color: var(--leak); } .edge-overblock { border-left-color: var(--over); } .edge-policy-mismatch, .edge-inconclusive, .edge-startup-exposure { border-left-color: var(--unclear); } .edge-closed { border-left-color: var(--say-closed); } .edge-open { border-left-color: #009e73; }
.finding p { margin: .15rem 0; }
.reproduce code { display: block; user-select: all; padding: .35rem .6rem; background: var(--soft); border-radius: .3rem; }
.reproduce span { font-size: .87rem; color: var(--dim); }

.canary thead tr:nth-child(2) th { top: 1.95rem; } .canary thead tr:nth-child(3) th { top: 3.9rem; }
.canary thead .corner { top: 0; vertical-align: bottom; }
.canary tbody th { max-width: 14rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.canary td { padding: .35rem .4rem; font-size: .85rem; }
.canary .way { font-weight: 400; font-size: .78rem; padding: .2rem .4rem; }
.canary .way span { display: block; }
.canary thead [scope="colgroup"] { text-align: center; }

.timeline { width: 100%; min-width: 36rem; }
.timeline th, .timeline td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
.timeline tbody th { width: 30%; font-weight: 400; } .timeline small { color: var(--dim); }
#timeline .wide { width: auto; }
.ticks { display: flex; justify-content: space-between; font-weight: 400; color: var(--dim); font-size: .8rem; }
.bar { display: block; width: 100%; height: 1.1rem; background: var(--soft); border-radius: .15rem; }
svg.swatch { display: inline-block; width: 1.1rem; padding: 0; vertical-align: -.2rem; }
.a-open { fill: var(--bar-open); } .a-closed { fill: var(--bar-closed); } .a-unclear { fill: var(--bar-unclear); }
.expect-deny .a-open { fill: var(--bar-bad); }

#details { position: fixed; inset: 0 0 0 auto; width: min(34rem, 46vw); overflow: auto; padding: 1rem 1.2rem 3rem; background: var(--paper); border-left: 1px solid var(--line); box-shadow: 0 0 1.5rem #0005; z-index: 4; font-size: .92rem; }
#details h3:focus { outline: none; }
#close { position: sticky; top: 0; float: right; z-index: 1; }
#details .cell { margin: .8rem 0; }
#details .destination { margin-top: .7rem; padding-top: .6rem; border-top: 1px dashed var(--line); }
#details .facts { grid-template-columns: 6.5rem 1fr; }
.evidence-none, .evidence-weak { text-decoration: underline wavy; }
.with-details { padding-right: calc(min(34rem, 46vw) + 1.5rem); }

@media (max-width: 60rem) {
  body { padding: 0 .8rem 2rem; }
  #details { inset: auto 0 0 0; width: auto; height: 65vh; border-left: 0; border-top: 1px solid var(--line); }
  .with-details { padding-right: .8rem; padding-bottom: 67vh; }
  .filters { position: static; }
  .matrix tbody th { max-width: 7.5rem; }
  .dense thead .corner { width: 7.5rem; }
}
@media print {
  :root { font-size: 10px; }
  body { padding: 0; max-width: none; font-size: 1rem; }
  #details, .filters, .views, .hint { display: none !important; }
  .wide { overflow: visible; max-height: none; border: 0; }
  th { position: static !important; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .finding, tr { break-inside: avoid; }
}
`;
