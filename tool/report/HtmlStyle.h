//===- HtmlStyle.h - How the HTML page looks --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLSTYLE_H
#define ASYNCSAFE_TOOL_REPORT_HTMLSTYLE_H

namespace asyncsafe {

/// Light or dark by the reader's preference; only code scrolls sideways.
inline constexpr char HtmlStyle[] = R"css(
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #1c2024; --soft: #5b6470; --line: #dcdfe3;
  --link: #0b57d0; --path: #b3261e; --mark: #ffe1dd; --note: #fff6e5; --noteink: #5f3b00;
  --good: #146c2e; --code: #f6f7f9; --way: #6b7580;
  --error: #b3261e; --warning: #8a5300; --noted: #4a5560;
  --k: #7b2d8e; --s: #0a6640; --n: #0b57d0; --c: #5b6470; --p: #7a4b00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --card: #1d2024; --ink: #e4e7eb; --soft: #a3acb8; --line: #363b42;
    --link: #8ab4f8; --path: #ff8a80; --mark: #5a1f1b; --note: #33291a; --noteink: #ffd899;
    --good: #7ddc9a; --code: #181b1f; --way: #8b95a1;
    --error: #ff8a80; --warning: #ffc163; --noted: #a3acb8;
    --k: #d7a6e8; --s: #8fd6a8; --n: #9cc2ff; --c: #a3acb8; --p: #e2b878;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere;
}
header, main { max-width: 70rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, .file { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
.soft { color: var(--soft); }
.good { color: var(--good); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; margin: .8rem 0; padding: 0; }
.facts div { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .8rem; }
.facts dt { color: var(--soft); font-size: .85rem; }
.facts dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
.badge { display: inline-block; padding: 0 .55em; border: 1px solid currentColor; border-radius: 1em; font-size: .85rem; font-weight: 600; text-decoration: none; white-space: nowrap; }
.badge.error { color: var(--error); } .badge.warning { color: var(--warning); } .badge.note { color: var(--noted); }
.filter { display: flex; flex-wrap: wrap; gap: .4rem 1rem; margin: 1rem 0 0; color: var(--soft); font-size: .9rem; }
.filter label { max-width: 100%; }
.filter select, .filter input { font: inherit; max-width: 16rem; color: var(--ink); background: var(--card); border: 1px solid var(--line); border-radius: .3rem; padding: .15rem .3rem; }
.level h2 { margin-bottom: .2rem; }
.finding { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--noted); border-radius: .5rem; margin: .6rem 0; }
.finding.error { border-left-color: var(--error); } .finding.warning { border-left-color: var(--warning); }
.finding > details > summary { padding: .7rem 1rem; cursor: pointer; }
.finding > details[open] { padding: 0 1rem .8rem; }
.finding > details[open] > summary { margin: 0 -1rem; }
.message { font-weight: 600; }
.place { display: block; color: var(--soft); font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.consequence { font-weight: 600; color: var(--path); margin: 0 0 .5rem; }
pre.page { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
i.k, i.s, i.n, i.c, i.p { font-style: normal; }
i.k { color: var(--k); } i.s { color: var(--s); } i.n { color: var(--n); } i.c { color: var(--c); } i.p { color: var(--p); }
.finding:target { outline: 2px solid var(--link); }
.tags { color: var(--soft); font-size: .9rem; margin: .5rem 0 0; }
.advice { border-left: 3px solid var(--good); padding-left: .7rem; }
.way { margin: .7rem 0; }
.card { border: 1px solid var(--line); border-radius: .4rem; background: var(--code); }
.card + .card { margin-top: 1.3rem; position: relative; }
.card + .card::before { content: ""; position: absolute; left: calc(1rem - 1px); top: calc(-1.3rem - 1px); height: calc(1.3rem + 2.1rem); border-left: 2px dotted var(--way); }
.card > .file { margin: 0; padding: .3rem .7rem .3rem 2.2rem; border-bottom: 1px solid var(--line); color: var(--soft); line-height: 1.5rem; }
.card > .file b { color: var(--ink); }
.scroll { overflow-x: auto; }
.lines { min-width: 100%; width: max-content; padding: .3rem 0; font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.row { display: grid; grid-template-columns: 2rem calc(var(--digits) * 1ch + 1.6rem) auto; align-items: stretch; }
.row > .number { text-align: right; white-space: nowrap; padding-right: .8rem; color: var(--soft); user-select: none; }
.row > .text { white-space: pre; tab-size: 4; padding-right: 1rem; }
.gutter { position: relative; }
.path > .gutter::after { content: ""; position: absolute; left: calc(50% - 1px); top: 0; bottom: 0; border-left: 2px dotted var(--way); }
.path.begin > .gutter::after { top: .65em; }
.path.end > .gutter::after { bottom: calc(100% - .65em); }
.held > .gutter::before { content: ""; position: absolute; left: calc(50% - 2px); top: 0; bottom: 0; border-left: 4px solid var(--path); z-index: 1; }
.held.first > .gutter::before { top: .65em; }
.held.last > .gutter::before { bottom: calc(100% - .65em); }
.dot {
  position: absolute; z-index: 2; left: 50%; top: .65em; transform: translate(-50%, -50%); min-width: 1.35em; height: 1.35em; padding: 0 .2em;
  border-radius: .7em; background: var(--path); color: var(--card); font: 600 .72rem/1.35em system-ui, sans-serif; text-align: center;
}
.away .dot { background: var(--code); color: var(--path); box-shadow: inset 0 0 0 1.5px var(--path); }
.row.say > .text {
  white-space: normal; max-width: min(46rem, calc(100vw - 9rem)); margin: .1rem 0 .3rem; padding: .15rem .6rem; border-radius: .3rem;
  background: var(--note); color: var(--noteink); font: .85rem/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.row.gap > .text { color: var(--soft); }
mark { background: var(--mark); color: inherit; border-radius: .15rem; }
footer { max-width: 70rem; margin: 2rem auto; padding: 0 1rem 2rem; color: var(--soft); font-size: .9rem; }
@media (max-width: 44rem) {
  .filter { gap: .15rem .8rem; }
  .finding > details > summary { padding: .6rem .7rem; }
  .finding > details[open] { padding: 0 .7rem .6rem; }
  .finding > details[open] > summary { margin: 0 -.7rem; }
  .row { grid-template-columns: 2rem calc(var(--digits) * 1ch + .8rem) auto; }
}
@media print { .source, .finding { break-inside: avoid; } .scroll { overflow: visible; } }
)css";

} // namespace asyncsafe

#endif
