"""Sorts and filters the table of a portfolio report in a real browser, and says what does not work.

    python3 Tests/Tools/check_portfolio.py report.html

The page's own policy forbids foreign scripts; a copy with a policy that allows one drives it, and the page as it is must run its own.
"""

import html
import json
import pathlib
import re
import subprocess
import sys
import tempfile

DRIVER = """
const say = {};
const rows = () => Array.from(document.querySelectorAll("#table tbody tr")).filter(row => !row.hidden);
const column = index => rows().map(row => row.cells[index].dataset.value ?? row.cells[index].textContent);
const press = index => document.querySelectorAll("#table thead th button")[index].click();
const states = () => Array.from(document.querySelectorAll("#table thead th"), head => head.getAttribute("aria-sort"));
const type = text => { const field = document.getElementById("filter"); field.value = text; field.dispatchEvent(new Event("input")); };
const choose = value => { const field = document.getElementById("verdict"); field.value = value; field.dispatchEvent(new Event("input")); };
say.all = rows().length;
const start = performance.now();
press(8); say.down = column(8); say.downState = states();
press(8); say.up = column(8); say.upState = states();
press(0); say.names = column(0).length;
say.milliseconds = performance.now() - start;
choose("invalid"); say.invalid = [rows().length, new Set(rows().map(row => row.dataset.verdict)).size];
say.shown = document.getElementById("shown").textContent;
choose(""); type("co., ltd. acme"); say.found = rows().map(row => row.cells[0].textContent);
type("no such supplier"); say.none = rows().length;
type(""); say.again = rows().length;
const result = document.createElement("pre"); result.id = "driver"; result.textContent = JSON.stringify(say); document.body.append(result);
"""


def dump(path):
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stdout


def check(condition, message):
    if not condition:
        sys.exit(f"check_portfolio: {message}")


def main():
    page = pathlib.Path(sys.argv[1]).resolve()
    text = page.read_text(encoding="utf-8")
    check(not re.search(r'(?:src|href)="(?!#)', text), "the page names something outside itself")

    # As it is: its own script has run under its own policy.
    plain = dump(page)
    check('aria-sort="ascending"' in plain and '<form class="controls" id="controls">' in plain, "the page's script did not run")

    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "driven.html"
        driven = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        copy.write_text(driven.replace("</body>", f"<script>{DRIVER}</script></body>"), encoding="utf-8")
        match = re.search(r'<pre id="driver">(.*?)</pre>', dump(copy), re.DOTALL)
        # The same driver must not run under the page's policy.
        copy.write_text(text.replace("</body>", f"<script>{DRIVER}</script></body>"), encoding="utf-8")
        check('<pre id="driver">' not in dump(copy), "a foreign script ran")
    check(match, "the driver did not finish")
    say = json.loads(html.unescape(match.group(1)))

    def numbers(values):
        known = [float(value) for value in values if value != ""]
        check(values[: len(known)] == [value for value in values if value != ""], "unknown figures are not last")
        return known

    check(numbers(say["down"]) == sorted(numbers(say["down"]), reverse=True), "not sorted downwards")
    check(numbers(say["up"]) == sorted(numbers(say["up"])), "not sorted upwards")
    check(say["downState"][8] == "descending" and say["upState"][8] == "ascending", "aria-sort is wrong")
    check([state for state in say["upState"] if state != "none"] == ["ascending"], "several columns claim to be sorted")
    check(say["names"] == say["all"] == say["again"], "rows got lost")
    check(say["invalid"][1] <= 1 and say["invalid"][0] < say["all"], "the verdict does not filter")
    check(all("Acme" in name and "Co., Ltd." in name for name in say["found"]), "the text does not filter")
    check(say["none"] == 0, "a text that nobody has filters nothing")
    print(f"{say['all']} rows sorted and filtered; three sorts took {say['milliseconds']:.0f} ms; '{say['shown']}'")


main()
