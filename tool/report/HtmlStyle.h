//===- HtmlStyle.h - How the HTML page looks --------------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_REPORT_HTMLSTYLE_H
#define ASYNCSAFE_TOOL_REPORT_HTMLSTYLE_H

namespace asyncsafe {

/// Light and dark by the reader's preference; nothing but code scrolls sideways.
inline constexpr char HtmlStyle[] = R"css(
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #1c2024; --soft: #5b6470; --line: #dcdfe3;
  --link: #0b57d0; --path: #b3261e; --mark: #ffe1dd; --note: #fff6e5; --noteink: #5f3b00;
  --good: #146c2e; --code: #f6f7f9;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #15171a; --card: #1d2024; --ink: #e4e7eb; --soft: #a3acb8; --line: #363b42;
    --link: #8ab4f8; --path: #ff8a80; --mark: #5a1f1b; --note: #33291a; --noteink: #ffd899;
    --good: #7ddc9a; --code: #181b1f;
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
h3 { font-size: 1.05rem; margin: 0 0 .3rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, .file { font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
.soft { color: var(--soft); }
.good { color: var(--good); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .6rem; margin: .8rem 0; padding: 0; }
.facts div { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .5rem .8rem; }
.facts dt { color: var(--soft); font-size: .85rem; }
.facts dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); }
caption { text-align: left; padding: .4rem 0; font-weight: 600; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; font-size: .85rem; }
th, td.word { white-space: nowrap; }
td.place { min-width: 11rem; }
.finding { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: 1rem 0; padding: 1rem; }
.finding:target { outline: 2px solid var(--link); }
.tags { color: var(--soft); font-size: .9rem; margin: 0 0 .7rem; }
.advice { border-left: 3px solid var(--good); padding-left: .7rem; }
.source { margin: .6rem 0; border: 1px solid var(--line); border-radius: .4rem; background: var(--code); overflow: hidden; }
.source .file { display: block; padding: .35rem .7rem; border-bottom: 1px solid var(--line); color: var(--soft); }
.scroll { overflow-x: auto; }
.lines { min-width: 100%; width: max-content; padding: .3rem 0; font: .85rem/1.5 ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.row { display: grid; grid-template-columns: 2rem 3.2rem auto; align-items: stretch; }
.row > .number { text-align: right; padding-right: .8rem; color: var(--soft); user-select: none; }
.row > .text { white-space: pre; tab-size: 4; padding-right: 1rem; }
.gutter { position: relative; }
.held > .gutter::before { content: ""; position: absolute; left: calc(50% - 1px); top: 0; bottom: 0; border-left: 2px solid var(--path); }
.held.first > .gutter::before { top: 50%; }
.held.last > .gutter::before { bottom: 50%; }
.dot {
  position: absolute; left: 50%; top: .65em; transform: translate(-50%, -50%); min-width: 1.35em; height: 1.35em; padding: 0 .2em;
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
  table, tbody, tr, td { display: block; }
  thead { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
  tr { border-top: 1px solid var(--line); padding: .4rem 0; }
  td { border: 0; padding: .1rem .7rem; }
  .finding { padding: .8rem; }
  .row { grid-template-columns: 1.6rem 2.6rem auto; }
}
@media print { .source, .finding { break-inside: avoid; } .scroll { overflow: visible; } }
)css";

} // namespace asyncsafe

#endif
