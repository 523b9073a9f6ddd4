# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Looks at the HTML page in headless Chromium: light and dark, wide and narrow.  What is
asked is what a reader needs: the worst finding is the first thing, nothing is cut off,
everything can be read, the path is drawn where the steps are, findings can be chosen
without a script, and nothing was loaded.

usage: page.py PAGE FOLDER     (screenshots go to FOLDER)
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

from chromium import Browser

# Before anything was touched: findings first, the worst first, one of them open.
FIRST = """(() => {
  const findings = [...document.querySelectorAll('.finding')];
  const order = ['error', 'warning', 'note'];
  const levels = findings.map(f => order.findIndex(l => f.classList.contains(l)));
  return { sorted: levels.every((l, i) => l >= 0 && (i === 0 || levels[i - 1] <= l)),
           open: findings.map(f => f.querySelector('details').open),
           top: findings[0].getBoundingClientRect().top,
           behind: [...document.querySelectorAll('.check, #coverage')].every(s =>
             findings.at(-1).compareDocumentPosition(s) & Node.DOCUMENT_POSITION_FOLLOWING),
           summaries: findings.every(f => f.querySelector('summary').tabIndex === 0),
           scripts: document.scripts.length, height: document.scrollingElement.scrollHeight };
})()"""

OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"

# How many findings each choice leaves, and how many its words promise.
CHOOSE = """(() => [...document.querySelectorAll('.filter select')].flatMap(select => {
  const left = [...select.options].map(option => {
    select.value = option.value;
    const shown = [...document.querySelectorAll('.finding')].filter(f => f.getClientRects().length).length;
    return [shown, Number((option.text.match(/\\((\\d+)\\)$/) ?? [0, 3])[1])];
  });
  select.value = '';
  return left;
}))()"""

MEASURE = """(() => {
  const seen = e => { const s = getComputedStyle(e), r = e.getBoundingClientRect();
                      return s.visibility !== 'hidden' && r.width > 1 && r.height > 1; };
  const number = c => c.match(/[\\d.]+/g).map(Number);
  const channel = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = c => { const [r, g, b] = number(c); return .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b); };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
                          if ((number(c)[3] ?? 1) > .5) return c; } return 'rgb(255,255,255)'; };
  const contrast = e => { const a = light(getComputedStyle(e).color), b = light(behind(e));
                          return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); };
  const texts = [...document.querySelectorAll('body *')].filter(e => seen(e) &&
      [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()));
  const pale = texts.filter(e => contrast(e) < 4.5).map(e => e.tagName + '.' + e.className + ' ' + contrast(e).toFixed(2));
  const wide = [...document.querySelectorAll('body *')].filter(e => seen(e) && !e.closest('.scroll') &&
      e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + '.' + e.className);
  const dots = [...document.querySelectorAll('.dot')].map(d => {
    const row = d.closest('.row').getBoundingClientRect(), dot = d.getBoundingClientRect();
    return dot.top >= row.top - 4 && dot.bottom <= row.bottom + 4; });
  const ways = [...document.querySelectorAll('.way')].map(w =>
      [...w.querySelectorAll('.card + .card')].every(c => getComputedStyle(c, '::before').borderLeftStyle === 'dotted' &&
        c.previousElementSibling.getBoundingClientRect().bottom < c.getBoundingClientRect().top));
  const bars = [...document.querySelectorAll('.card')].map(c =>
      [...c.querySelectorAll('.held')].map(r => r.getBoundingClientRect())
        .every((r, i, all) => i === 0 || Math.abs(r.top - all[i - 1].bottom) < 1));
  const numbers = [...document.querySelectorAll('.number')].filter(e => seen(e) && e.textContent).map(e => {
      const text = document.createRange(), room = e.getBoundingClientRect();
      text.selectNodeContents(e);
      return text.getClientRects().length <= 1 && text.getBoundingClientRect().left >= room.left - 1; });
  return { numbers, page: document.scrollingElement.scrollWidth <= innerWidth, pale, wide, dots, bars, ways,
           scheme: getComputedStyle(document.body).backgroundColor,
           findings: document.querySelectorAll('.finding').length,
           links: [...document.querySelectorAll('a[href^="#"]')].every(a => document.querySelector(a.getAttribute('href'))) };
})()"""


def far_down(folder, lines):
    """The same report, of a file in which everything stands so many lines further down."""
    report = json.loads((folder / "report.json").read_text())
    text = "\n" * lines + (folder / "worker.c").read_text()
    (folder / "long").mkdir()
    (folder / "long" / "worker.c").write_text(text)
    for finding in report["findings"]:
        for place in (finding, *finding["notes"]):
            if place["file"].endswith("/worker.c"):
                place["file"] = str(folder / "long" / "worker.c")
                for member in ("line", "begin", "end"):
                    place[member] += lines
    report["sources"].append({"file": str(folder / "long" / "worker.c"), "sha256": hashlib.sha256(text.encode()).hexdigest()})
    (folder / "long.json").write_text(json.dumps(report))
    made = subprocess.run([os.environ["ASYNCSAFE"], "merge", "--root=.", "long.json", "--format=html:long.html"], cwd=folder,
                          text=True, capture_output=True)
    assert made.returncode == 3, made
    return folder / "long.html"


def main():
    page, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    assert str(folder.absolute()) not in page.read_text(), "the page says where it was made"
    backgrounds = set()
    with Browser() as browser:
        for width in (1280, 360):
            for dark in (False, True):
                name = f"{'dark' if dark else 'light'}-{width}"
                browser.open(page, width, 900, dark)
                first = browser.evaluate(FIRST)
                assert first["sorted"] and first["behind"] and first["summaries"], (name, first)
                assert first["open"] == [True, False, False] and not first["scripts"], (name, first)
                assert first["top"] < 450 and first["height"] < 3000, (name, "too far down", first)
                browser.screenshot(folder / f"{name}-first.png")
                choices = browser.evaluate(CHOOSE)
                assert len(choices) > 6 and all(shown == said for shown, said in choices), (name, choices)
                browser.evaluate(OPEN_ALL)
                seen = browser.evaluate(MEASURE)
                browser.screenshot(folder / f"{name}.png")
                assert seen["page"] and not seen["wide"], (name, "something sticks out", seen["wide"])
                assert not seen["pale"], (name, "text is hard to read", seen["pale"])
                assert seen["findings"] == 3 and seen["links"], (name, seen)
                assert seen["dots"] and all(seen["dots"]), (name, "a dot is not at its line", seen["dots"])
                assert seen["ways"] and all(seen["ways"]), (name, "the cards are not joined", seen["ways"])
                assert seen["numbers"] and all(seen["numbers"]), (name, "a line number is cut or broken", seen["numbers"])
                assert all(seen["bars"]), (name, "the path has gaps", seen["bars"])
                backgrounds.add((dark, seen["scheme"]))
                requests = [e["params"]["request"]["url"] for e in browser.events
                            if e.get("method") == "Network.requestWillBeSent"]
                assert all(url.startswith("file:") for url in requests) and len(requests) <= 1, requests
                complaints = [e for e in browser.events if e.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown")]
                assert not complaints, complaints
        # Numbers of many digits have room, on a phone too.
        page = far_down(folder.absolute(), 123456)
        for width in (1280, 360):
            browser.open(page, width, 900, False)
            browser.evaluate(OPEN_ALL)
            seen = browser.evaluate(MEASURE)
            assert "123461" in page.read_text() and all(seen["numbers"]) and seen["page"], (width, seen["numbers"])
    assert len(backgrounds) == 2, ("light and dark are the same", backgrounds)


main()
