#!/usr/bin/env python3
"""Lets the command fail in every way a system can make it fail, and looks at what it leaves behind.

torture.py GREENQUOTE SCRATCH [KILLS]        Linux; the full disk and the folder that is mounted read-only need root

- kill -9 at random moments (200) while a form is replaced (--force) and while it is completed in its place (--in-place)
- a full disk: a tmpfs of every size between too small and large enough
- a folder that is mounted read-only, one without permission to write
- a workbook that is replaced, truncated, overwritten, touched or removed at random moments while it is read

What must hold each time: under the final name stands the old file or the new one, whole; no input changed; what is left besides is a hidden
`.xlsx-*.tmp` after kill -9 and nothing otherwise; the command ends with a status of its own and never by a signal.
"""
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
SCRATCH = pathlib.Path(sys.argv[2]).resolve()
KILLS = int(sys.argv[3]) if len(sys.argv) > 3 else 200
FIXTURES = pathlib.Path("Fixtures").resolve()
TOOL = FIXTURES / "tools/golden.xlsx"
OTHER_TOOL = FIXTURES / "tools/everything.xlsx"
problems = []
random.seed(20261121)


def expect(condition, text):
    if not condition:
        problems.append(text)
        print("  FAILED:", text)


def command(*arguments, user=()):
    return subprocess.run([*user, PROGRAM, "complete", *map(str, arguments), "--as-of", "2026-11-21", "--language", "en"], capture_output=True, text=True)


def start(*arguments):
    return subprocess.Popen(
        [PROGRAM, "complete", *map(str, arguments), "--as-of", "2026-11-21"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def big_form(target, megabytes=8):
    """A customer's form with a large part besides, so that writing takes a while."""
    shutil.copy(FIXTURES / "forms/rows-above-other-order.xlsx", target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(zipfile.ZipInfo("customXml/large.bin", (2024, 1, 1, 0, 0, 0)), random.randbytes(megabytes << 20))


def leftovers(folder, *names):
    return {item.name for item in folder.iterdir()} - set(names)


def killing():
    print(f"kill -9 at {KILLS} random moments")
    folder = SCRATCH / "killed"
    folder.mkdir()
    form, answer, tool = folder / "form.xlsx", folder / "answer.xlsx", folder / "tool.xlsx"
    shutil.copy(TOOL, tool)
    big_form(form)
    original, tool_bytes = form.read_bytes(), tool.read_bytes()
    for name, arguments, target in [
        ("--force", (tool, "--form", form, "-o", answer, "--force"), answer), ("--in-place", (tool, "--form", form, "--in-place"), form),
    ]:
        old = (FIXTURES / "forms/as-template.xlsx").read_bytes() if target == answer else original
        counts = {"old": 0, "new": 0, "hidden files left": 0}
        durations = []
        for _ in range(3):
            target.write_bytes(old)
            begin = time.monotonic()
            start(*arguments).wait()
            durations.append(time.monotonic() - begin)
        new = target.read_bytes()
        expect(new != old, f"{name}: nothing was completed")
        for _ in range(KILLS // 2):
            target.write_bytes(old)
            process = start(*arguments)
            time.sleep(random.uniform(0, 1.1 * sorted(durations)[1]))
            process.kill()
            process.wait()
            now = target.read_bytes()
            expect(now in (old, new), f"{name}: {target.name} is neither the old nor the new file")
            counts["old" if now == old else "new"] += 1
            expect(tool.read_bytes() == tool_bytes and (target == form or form.read_bytes() == original), f"{name}: an input changed")
            for left in leftovers(folder, "form.xlsx", "answer.xlsx", "tool.xlsx"):
                expect(left.startswith(".xlsx-") and left.endswith(".tmp"), f"{name}: left behind: {left}")
                (folder / left).unlink()
                counts["hidden files left"] += 1
        print(f"  {name}: {counts}, a whole run takes {sorted(durations)[1] * 1000:.0f} ms")
        expect(counts["old"] > 0, f"{name}: every kill came too late")


def mounted(size, body):
    folder = SCRATCH / "mounted"
    folder.mkdir(exist_ok=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True).returncode:
        return False
    try:
        body(folder)
    finally:
        subprocess.run(["umount", folder], check=True)
    return True


def full_disk():
    print("a full disk")
    whole = SCRATCH / "whole.xlsx"
    form = SCRATCH / "form.xlsx"
    big_form(form, 1)
    command(TOOL, "--form", form, "-o", whole, "--force")
    old = (FIXTURES / "forms/as-template.xlsx").read_bytes()
    pages = (len(old) + len(whole.read_bytes())) // 4096 + 4
    outcomes = {"refused": 0, "written": 0}

    def body(folder):
        target = folder / "answer.xlsx"
        target.write_bytes(old)
        run = command(TOOL, "--form", form, "-o", target, "--force")
        if target.read_bytes() == old:
            expect(run.returncode == 3 and "No space left" in run.stderr, f"a full disk: status {run.returncode}: {run.stderr[-200:]}")
            outcomes["refused"] += 1
        else:
            expect(run.returncode in (0, 1) and target.read_bytes() == whole.read_bytes(), "a full disk: half a file")
            outcomes["written"] += 1
        expect(not leftovers(folder, "answer.xlsx"), f"a full disk: left behind: {leftovers(folder, 'answer.xlsx')}")
        if run.returncode == 3:
            run = command(TOOL, "--form", form, "-o", folder / "fresh.xlsx")
            expect(run.returncode == 3 and not leftovers(folder, "answer.xlsx"), "a full disk: something of a new file is left")

    for count in sorted({2, 3, 4, 5, 6, *range(8, pages, max(1, pages // 25)), pages - 2, pages - 1, pages, pages + 4}):
        if not mounted(count * 4096, body):
            print("  skipped: a tmpfs can be mounted by root only")
            return
    print(f"  {outcomes}")
    expect(outcomes["refused"] > 0 and outcomes["written"] > 0, "a full disk: not both outcomes seen")


def read_only():
    print("a read-only folder")
    form = (FIXTURES / "forms/as-template.xlsx").read_bytes()

    def body(folder):
        (folder / "answer.xlsx").write_bytes(form)
        subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
        for target in ("answer.xlsx", "new.xlsx"):
            run = command(TOOL, "-o", folder / target, "--force")
            expect(run.returncode == 3 and "Read-only file system" in run.stderr, f"read-only: {run.returncode}: {run.stderr[-200:]}")
        expect((folder / "answer.xlsx").read_bytes() == form and not leftovers(folder, "answer.xlsx"), "read-only: the folder changed")

    if not mounted("1m", body):
        print("  skipped, as to a mount: a tmpfs can be mounted by root only")
    closed = SCRATCH / "closed"
    closed.mkdir()
    (closed / "answer.xlsx").write_bytes(form)
    closed.chmod(0o555)
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    for target in ("answer.xlsx", "new.xlsx"):
        run = command(TOOL, "-o", closed / target, "--force", user=user)
        expect(run.returncode == 3 and "Permission denied" in run.stderr, f"without permission: {run.returncode}: {run.stderr[-200:]}")
    expect((closed / "answer.xlsx").read_bytes() == form and not leftovers(closed, "answer.xlsx"), "without permission: the folder changed")
    closed.chmod(0o755)


def changing():
    tries = KILLS
    print(f"a workbook that changes at {tries} random moments while it is read")
    folder = SCRATCH / "changing"
    folder.mkdir()
    tool, answer, other = folder / "tool.xlsx", folder / "answer.xlsx", folder / "other.xlsx"
    old, new = TOOL.read_bytes(), OTHER_TOOL.read_bytes()
    results = []
    for content in (old, new):
        tool.write_bytes(content)
        begin = time.monotonic()
        run = start(tool, "-o", answer, "--force")
        run.wait()
        duration = time.monotonic() - begin
        results.append(answer.read_bytes())
        answer.unlink()

    def overwrite(content):
        with open(tool, "r+b") as file:
            file.write(content)
            file.truncate()

    def replace():
        other.write_bytes(new)
        os.replace(other, tool)

    changes = {
        "replaced": replace, "truncated": lambda: os.truncate(tool, len(old) // 2), "emptied": lambda: os.truncate(tool, 0),
        "overwritten": lambda: overwrite(new), "filled with zeros": lambda: overwrite(bytes(len(old))), "removed": tool.unlink, "touched": lambda: os.utime(tool),
    }
    statuses = {}
    for index in range(tries):
        name, change = list(changes.items())[index % len(changes)]
        tool.write_bytes(old)
        os.utime(tool, (1_700_000_000, 1_700_000_000))
        process = start(tool, "-o", answer, "--force")
        time.sleep(random.uniform(0, duration))
        change()
        status = process.wait()
        statuses.setdefault(name, {}).setdefault(status, 0)
        statuses[name][status] += 1
        expect(status in (0, 1, 3), f"{name}: status {status}")
        if answer.exists():
            expect(answer.read_bytes() in results, f"{name}: the form is of neither workbook")
            expect(status != 3, f"{name}: a form was written in spite of an error")
            answer.unlink()
        expect(not leftovers(folder, "tool.xlsx"), f"{name}: left behind: {leftovers(folder, 'tool.xlsx')}")
    for name, counts in statuses.items():
        print(f"  {name}: status → times {dict(sorted(counts.items()))}")


if SCRATCH.exists():
    shutil.rmtree(SCRATCH)
SCRATCH.mkdir(parents=True)
SCRATCH.chmod(0o755)
for part in (killing, full_disk, read_only, changing):
    part()
shutil.rmtree(SCRATCH)
print("nothing half-written, no input changed" if not problems else f"{len(problems)} failures")
sys.exit(1 if problems else 0)
