#!/usr/bin/env python3
"""Measures GreenQuote beside its peers and prints a table of ratios, as Markdown too.

bench.py GREENQUOTE BENCH PYTHON SHARED SCRATCH [--rows N] [--parts N] [--files N] [--runs N] [--markdown FILE] [--readme FILE]

FILE gets the whole table; in the README what stands between the marks of the ratios is replaced by its most important columns.

Jobs run interleaved: ours, the peer's, ours, the peer's … CPU is user + system of a command and all its children; quoted is the median of
the ratios of neighbours, for a machine is never quiet. PYTHON has openpyxl, python-calamine, fastexcel and xlsxwriter; SHARED has
peer_read.py and peer_complete.py. A peer that is not there is left out and named.
"""
import argparse
import datetime
import os
import pathlib
import platform
import shlex
import shutil
import statistics
import subprocess
import sys
import time

parser = argparse.ArgumentParser()
for name in ("greenquote", "bench", "python", "shared", "scratch"):
    parser.add_argument(name)
parser.add_argument("--rows", type=int, default=1_000_000)
parser.add_argument("--parts", type=int, default=100_000)
parser.add_argument("--files", type=int, default=2_000)
parser.add_argument("--runs", type=int, default=3)
parser.add_argument("--markdown")
parser.add_argument("--readme")
options = parser.parse_args()
scratch = pathlib.Path(options.scratch).resolve()
scratch.mkdir(parents=True, exist_ok=True)
peers = pathlib.Path(__file__).resolve().parent / "peers"
greenquote, bench = (str(pathlib.Path(path).resolve()) for path in (options.greenquote, options.bench))
python = str(pathlib.Path(options.python).absolute())
read_peer, complete_peer = (str(pathlib.Path(options.shared).resolve() / name) for name in ("peer_read.py", "peer_complete.py"))
table, remarks = [], []


class Failed(Exception):
    pass


def run(command):
    """CPU s, wall s and peak MB of a command and its children."""
    began = time.monotonic()
    process = os.fork()
    if process == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.chdir(scratch)
        os.execvp(command[0], command)
    _, status, usage = os.wait4(process, 0)
    code = os.waitstatus_to_exitcode(status)
    # 1 and 3 say what the files were like, not that the job failed.
    if code not in (0, 1, 3) or (code == 3 and "batch" not in command):
        raise Failed(f"status {code} of {shlex.join(command)[:200]}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, usage.ru_maxrss / 1024


def number(value):
    return f"{value:.3f}" if value < 10 else f"{value:.1f}"


def compare(job, ours, name, theirs, target="", memory="", runs=None, wall=False):
    try:
        pairs = [(run(ours), run(theirs)) for _ in range(runs or options.runs)]
    except (Failed, OSError) as error:
        remarks.append(f"{job} beside {name}: not measured ({error})")
        print(remarks[-1], flush=True)
        return None
    index = 1 if wall else 0
    ratios = sorted(a[index] / max(b[index], 1e-9) for a, b in pairs)
    mine, other = (statistics.median(pair[side][index] for pair in pairs) for side in (0, 1))
    peak, other_peak = (max(pair[side][2] for pair in pairs) for side in (0, 1))
    ratio = statistics.median(ratios)
    table.append((job, name, number(mine), number(other), f"{ratio:.4f}", f"{ratios[0]:.4f}–{ratios[-1]:.4f}", target, f"{peak:.0f}", memory, f"{other_peak:.0f}"))
    print(" | ".join(table[-1]), flush=True)
    return ratio


def compiled(name, library):
    target = scratch / name
    source = peers / (name + ".c")
    result = subprocess.run(["cc", "-O2", str(source), "-o", str(target), library], capture_output=True, text=True)
    if result.returncode:
        remarks.append(f"{name} cannot be built: {result.stderr.strip().splitlines()[-1] if result.stderr else 'no compiler'}")
        return None
    return str(target)


def peer(*arguments):
    return [python, *map(str, arguments)]


def made(name, *arguments):
    """A workbook or folder of workbooks, made anew where the program that makes it is newer."""
    path, stamp = scratch / name, scratch / (name + ".made")
    if not stamp.exists() or stamp.stat().st_mtime < os.stat(bench).st_mtime:
        shutil.rmtree(path, ignore_errors=True)
        if arguments[0] == "tools":
            path.mkdir()
        subprocess.run([bench, *map(str, arguments), str(path)], check=True)
        stamp.touch()
    return str(path)


rows, parts = options.rows, options.parts
sizes = [size for size in (200, 10_000, parts, rows) if size <= rows]
tools = {size: made(f"tool-{size}.xlsx", "tool", size) for size in sorted(set(sizes))}
sheet = made(f"sheet-{rows}.xlsx", "write", rows)
day = ["--as-of", "2026-11-21", "--quiet", "--force"]
form = lambda size: [greenquote, "complete", tools[size], "-o", "form.xlsx", *day]
figures = ["876.164", "10.505", "1789.323", "120000000"]

print("job | beside | ours, CPU s | theirs | ratio | of | target | ours, MB | target | theirs", flush=True)
if inflate := compiled("inflate", "-lzip"):
    compare(f"read {rows:,} rows × 11", [bench, "read", sheet], "inflating with libzip", [inflate, sheet], "≤ 1.7")
compare(f"read {rows:,} rows × 11", [bench, "read", sheet], "python-calamine", peer(read_peer, "calamine", sheet), "≤ 0.15")
compare(f"read {rows:,} rows × 11", [bench, "read", sheet], "fastexcel", peer(read_peer, "fastexcel", sheet))
compare(f"read a tool of {parts:,} parts", [bench, "read", tools[parts]], "python-calamine", peer(read_peer, "calamine", tools[parts]))
compare(f"read a tool of {parts:,} parts", [bench, "read", tools[parts]], "openpyxl", peer(read_peer, "openpyxl", tools[parts]), runs=1)
compare(f"validate {parts:,} parts", [greenquote, "validate", tools[parts], "--quiet"], "calamine reading", peer(read_peer, "calamine", tools[parts]))
compare(f"complete {parts:,} parts", form(parts), "calamine reading", peer(read_peer, "calamine", tools[parts]), "≤ 0.4", "≤ 120")
compare(f"complete {parts:,} parts", form(parts), "peer_complete.py", peer(complete_peer, tools[parts], "peer.xlsx", *figures), "≤ 0.02", runs=1)
small = 10_000 if 10_000 in tools else 200
recalculating = ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(scratch / "lo"), tools[small]]
compare(f"complete {small:,} parts", form(small), "LibreOffice recalculating", recalculating, runs=1)
# Formulas: evaluated, and the values stored. Its peers other than LibreOffice evaluate alone.
fresh = lambda path: [greenquote, "recalculate", path, "-o", "fresh.xlsx", *day]
evaluated = lambda path: [greenquote, "recalculate", path, "--check", *day]
engine = lambda name, path, *out: peer(peers / "recalculate.py", name, path, *out)
real = pathlib.Path(options.shared).resolve().parent / "real" / "VSME-Digital-Template-Sample-1.3.0.xlsx"
if real.exists():
    compare("evaluate the VSME workbook", evaluated(str(real)), "formualizer", engine("formualizer", real), "≤ 0.25")
    compare("evaluate the VSME workbook", evaluated(str(real)), "IronCalc", engine("ironcalc", real), "≤ 0.02")
    compare("recalculate the VSME workbook", fresh(str(real)), "LibreOffice", [*recalculating[:-1], str(real)], "≤ 0.02", runs=1)
    compare("evaluate the VSME workbook", evaluated(str(real)), "reading it", [bench, "read", str(real)], "≤ 2")
compare(f"evaluate {parts:,} parts", evaluated(tools[parts]), "formualizer", engine("formualizer", tools[parts]), "≤ 0.25", runs=1)
compare(f"evaluate {parts:,} parts", evaluated(tools[parts]), "reading them", [bench, "read", tools[parts]], "≤ 2", runs=1)
compare(f"recalculate {small:,} parts", fresh(tools[small]), "formualizer", engine("formualizer", tools[small], "peer.xlsx"), "≤ 0.25", runs=1)
compare(f"recalculate {small:,} parts", fresh(tools[small]), "LibreOffice", recalculating, "≤ 0.02", runs=1)
# Choices that the formulas do not know leave the second calculation out.
compare(f"complete {parts:,} parts", form(parts), "the same without double entry", [*form(parts), "--gwp", "ar6"], "≤ 1.3")
compare("start-up to exit, 200 parts", form(200), "python -c 'import openpyxl'", peer("-c", "import openpyxl"), "≤ 10 ms", runs=max(9, options.runs))
compare(f"edit 1,000 cells of {rows:,} rows", [bench, "edit", sheet, "edited.xlsx", str(rows)], "openpyxl", peer(peers / "edit_openpyxl.py", sheet, "peer.xlsx", rows), "≤ 0.02", "bounded", runs=1)
if writer := compiled("write_libxlsxwriter", "-lxlsxwriter"):
    compare(f"write {rows:,} rows × 11", [bench, "write", str(rows), "fresh.xlsx"], "libxlsxwriter", [writer, str(rows), "peer.xlsx"], "≤ 0.2", "≤ 40", runs=1)
compare(f"write {rows // 10:,} rows × 11", [bench, "write", str(rows // 10), "fresh.xlsx"], "xlsxwriter", peer(peers / "write_xlsxwriter.py", rows // 10, "peer.xlsx"), runs=1)

folder = made(f"folder-{options.files}", "tools", options.files, 200)
batch = lambda jobs: [greenquote, "batch", folder, "-o", str(scratch / "answers"), "--jobs", str(jobs), *day]
job = f"batch of {options.files:,} × 200 parts, wall"
compare(job, batch(2), "one core", ["taskset", "--cpu-list", "0", *batch(1)], "≤ 0.56", wall=True)
compare(job, batch(2), "one process, two cores", batch(1), wall=True, runs=1)
first = folder + "/tool-1.xlsx"
sample = 5
began = time.monotonic()
one = statistics.median(run(peer(complete_peer, first, "peer.xlsx", *figures))[0] for _ in range(sample))
answered = run(batch(2))
each = answered[0] / options.files
table.append(("a workbook of 200 parts in a batch", "peer_complete.py", number(each), number(one), f"{each / one:.4f}", "", "≤ 0.005", f"{answered[2]:.0f}", "", ""))
print(" | ".join(table[-1]), flush=True)

# In turns, so that a busy moment of the machine is not one size's alone.
costs = {size: min(cost) for size, cost in zip(tools, zip(*[[run(form(size))[0] for size in tools] for _ in range(3)]))}
fixed = costs.get(200, 0)
growth = {size: (cost / size * 1e6, (cost - fixed) / (size - 200) * 1e6) for size, cost in sorted(costs.items()) if size >= 10_000}
line = ", ".join(f"{size:,} parts: {all:.1f} µs ({each:.1f} µs besides what 200 parts take)" for size, (all, each) in growth.items())
print("CPU of complete for each part:", line)

if options.markdown:
    head = ["job", "beside", "ours, CPU s", "theirs", "ratio (median)", "of", "target", "ours, peak MB", "target", "theirs"]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in table]
    machine = next((text.split(":")[1].strip() for text in open("/proc/cpuinfo") if text.startswith("model name")), platform.machine())
    text = f"Measured on {datetime.date.today()}, {os.cpu_count()} × {machine}; interleaved runs, CPU of a command and its children.\n\n"
    text += "\n".join(lines) + f"\n\nCPU of `complete` for each part: {line}.\n"
    text += "".join(f"\n- {remark}" for remark in remarks) + ("\n" if remarks else "")
    pathlib.Path(options.markdown).write_text(text)

if options.readme:
    machine = next((text.split(":")[1].strip() for text in open("/proc/cpuinfo") if text.startswith("model name")), platform.machine())
    short = ["| job | ours, CPU s | ratio | beside | target | peak MB |", "|---|---|---|---|---|---|"]
    short += [f"| {row[0]} | {row[2]} | {row[4]} | {row[1]} | {row[6]} | {row[7]}{' (' + row[8] + ')' if row[8] else ''} |" for row in table]
    short += ["", f"Measured on {datetime.date.today()}, {os.cpu_count()} × {machine}; CPU of `complete` for each part: {line}."]
    readme = pathlib.Path(options.readme)
    begin, end = "<!-- ratios -->\n", "<!-- /ratios -->"
    before, rest = readme.read_text().split(begin)
    readme.write_text(before + begin + "\n" + "\n".join(short) + "\n\n" + end + rest.split(end)[1])
