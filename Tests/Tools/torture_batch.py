#!/usr/bin/env python3
"""Interrupts batch and watch in every way, and compares what comes of it with undisturbed runs.

torture_batch.py GREENQUOTE BUILDFIXTURES SCRATCH [KILLS [FILES]]

- kill -9 of a batch at KILLS (50) random moments, each followed by --resume: the same results and the same register, byte for byte
- Ctrl-C, then --resume; a process that answers files killed (kill -9) or stopped (SIGSTOP: it hangs): reported, and made good by --resume
- different numbers of processes; two batches that write into one register at once
- kill -9 of a watch at random moments while files arrive: each original is in done/ or rejected/ once, each answer is there
"""
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
BUILDER = str(pathlib.Path(sys.argv[2]).resolve())
SCRATCH = pathlib.Path(sys.argv[3]).resolve()
KILLS = int(sys.argv[4]) if len(sys.argv) > 4 else 50
FILES = int(sys.argv[5]) if len(sys.argv) > 5 else 80
DAY = ["--as-of", "2026-11-21", "--language", "en"]
problems = []
random.seed(20261121)


def expect(condition, text):
    if not condition:
        problems.append(text)
        print("  FAILED:", text)


def batch(out, *more, source="in", register=None):
    return [PROGRAM, "batch", str(SCRATCH / source), "-o", str(SCRATCH / out), "--register", str(SCRATCH / (register or out + ".sqlite")), *DAY, *more]


def run(arguments, expected=(0, 1, 3)):
    result = subprocess.run(arguments, capture_output=True, text=True)
    expect(result.returncode in expected, f"status {result.returncode} of {arguments}: {result.stderr[-300:]}")
    return result


def results(out):
    """Every result by its path with its digest, but for what the program keeps for itself."""
    folder = SCRATCH / out
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*") if path.is_file() and path.relative_to(folder).parts[0] != ".greenquote"
    }


def register(name):
    target = SCRATCH / "export.json"
    run([PROGRAM, "register", "export", str(SCRATCH / name), "-o", str(target), "--format", "json", "--force"], expected=(0,))
    return target.read_bytes()


def clear(out):
    shutil.rmtree(SCRATCH / out, ignore_errors=True)
    for ending in ("", "-wal", "-shm"):
        (SCRATCH / (out + ".sqlite" + ending)).unlink(missing_ok=True)


def same(out, what, register_name=None):
    now = results(out)
    if now != reference:
        names = sorted(name for name in now.keys() | reference.keys() if now.get(name) != reference.get(name))
        expect(False, f"{what}: {len(names)} results differ, such as {names[:3]}")
    expect(register(register_name or out + ".sqlite") == recorded, f"{what}: the register differs")


def children(process):
    try:
        return [int(text) for text in pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    except OSError:
        return []


def start(arguments):
    return subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def killing(duration):
    unfinished = 0
    for number in range(KILLS):
        clear("killed")
        process = start(batch("killed", "--jobs", str(1 + number % 3)))
        time.sleep(random.uniform(0, duration))
        process.kill()
        process.wait()
        process.stderr.close()
        unfinished += not (SCRATCH / "killed/summary.json").exists()
        run(batch("killed", "--resume", "--jobs", "2"))
        same("killed", f"after kill {number + 1}")
    print(f"  {KILLS} × kill -9, of which {unfinished} before the end")
    expect(unfinished > KILLS / 4, "the kills came too late to say anything")


def interrupting():
    clear("interrupted")
    process = start(batch("interrupted"))
    wait_for(lambda: children(process))
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    words = process.communicate()[1]
    expect(process.returncode == 130 and "--resume" in words, f"Ctrl-C: status {process.returncode}, {words!r}")
    expect(not (SCRATCH / "interrupted/summary.json").exists(), "an interrupted run has a summary")
    run(batch("interrupted", "--resume"))
    same("interrupted", "after Ctrl-C")
    print("  Ctrl-C")


def hurting(number, code, *more):
    """A process that answers files dies or hangs; nothing but its file is lost, and that only until the next run."""
    clear("hurt")
    process = start(batch("hurt", *more))
    wait_for(lambda: len(children(process)) > 1)
    time.sleep(0.2)
    victims = children(process)
    if victims:
        os.kill(victims[0], number)
    process.communicate()
    summary = (SCRATCH / "hurt/summary.csv").read_text(encoding="utf-8-sig")
    expect(f",{code}," in summary, f"signal {number}: no file is reported as {code}")
    expect(process.returncode == 3, f"signal {number}: status {process.returncode}")
    run(batch("hurt", "--resume"))
    same("hurt", f"after signal {number}")
    print(f"  a process that {'hangs' if number == signal.SIGSTOP else 'dies'}: {code}")


def two_at_once():
    for name in ("first", "second"):
        clear(name)
    (SCRATCH / "both.sqlite").unlink(missing_ok=True)
    running = [start(batch(name, register="both.sqlite")) for name in ("first", "second")]
    for process in running:
        words = process.communicate()[1]
        expect(process.returncode in (0, 1, 3), f"two at once: {words[-300:]}")
    for name in ("first", "second"):
        same(name, "two at once", "both.sqlite")
    print("  two batches at once into one register")


def watching():
    for name in ("inbox", "outbox"):
        shutil.rmtree(SCRATCH / name, ignore_errors=True)
    inbox, outbox = SCRATCH / "inbox", SCRATCH / "outbox"
    inbox.mkdir()
    arguments = [PROGRAM, "watch", str(inbox), "-o", str(outbox), "--patience", "0.1", "--interval", "0.2", "--register", str(SCRATCH / "watch.sqlite"), *DAY]
    files = [path for path in sorted((SCRATCH / "in").rglob("*")) if path.is_file() and path.suffix in (".xlsx", ".xlsm", ".xls") and not path.name.startswith(("~", "."))]
    arrived = {}
    kills = 0
    process = start(arguments)
    for number, path in enumerate(files):
        name = f"{number:03d} {path.name}"
        content = path.read_bytes()
        arrived[name] = hashlib.sha256(content).hexdigest()
        with open(inbox / name, "wb") as target:
            target.write(content[: len(content) // 2])
            target.flush()
            if number % 5 == 0:
                time.sleep(random.uniform(0, 0.3))
            target.write(content[len(content) // 2 :])
        if number % 6 == 3:
            time.sleep(random.uniform(0, 0.3))
            process.kill()
            process.wait()
            process.stderr.close()
            kills += 1
            process = start(arguments)
    waiting = lambda: [path for path in inbox.iterdir() if path.is_file()]
    wait_for(lambda: not waiting(), 120)
    process.send_signal(signal.SIGTERM)
    process.communicate()
    expect(not waiting(), f"watch: {len(waiting())} files were never answered, such as {waiting()[:3]}")
    moved = {}
    for folder in ("done", "rejected"):
        for path in (inbox / folder).rglob("*"):
            if path.is_file():
                expect(path.name not in moved, f"watch: {path.name} is there twice")
                moved[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    expect(moved == arrived, f"watch: {len(arrived.items() - moved.items())} originals are lost or changed")
    stems = {name.rsplit(".", 1)[0] for name in arrived}
    answers = {str(path.relative_to(outbox)) for path in outbox.rglob("*") if path.is_file()}
    lacking = [stem for stem in stems if stem + ".findings.json" not in answers]
    expect(not lacking, f"watch: {len(lacking)} have no answer, such as {lacking[:3]}")
    for path in (inbox / "done").iterdir():
        kind = json.loads((outbox / (path.stem + ".findings.json")).read_text())["files"][0]["kind"]
        expect(kind == "form" or path.stem + "-quotewin.xlsx" in answers, f"watch: {path.name} is done and has no form")
    expect(not [name for name in answers if name.endswith(".tmp")], "watch: a file that never got its name is left")
    print(f"  watch: {len(arrived)} files arrived, {kills} × kill -9, none lost")


shutil.rmtree(SCRATCH, ignore_errors=True)
SCRATCH.mkdir(parents=True)
subprocess.run([BUILDER, str(SCRATCH / "in"), "returned", str(FILES), "4"], check=True, stdout=subprocess.DEVNULL)
began = time.monotonic()
run(batch("reference"))
duration = time.monotonic() - began
reference, recorded = results("reference"), register("reference.sqlite")
print(f"  {FILES} files, {len(reference)} results, {duration:.1f} s")
for jobs in ("1", "3", "7"):
    clear("jobs")
    run(batch("jobs", "--jobs", jobs))
    same("jobs", f"{jobs} processes")
killing(duration)
interrupting()
hurting(signal.SIGKILL, "crash", "--jobs", "2")
hurting(signal.SIGSTOP, "time-limit", "--jobs", "2", "--time-limit", "3")
two_at_once()
watching()
if problems:
    print(f"{len(problems)} problems")
    sys.exit(1)
print("nothing was lost")
shutil.rmtree(SCRATCH, ignore_errors=True)
