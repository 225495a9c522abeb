#!/usr/bin/env python3
"""Counts the instructions of fixed jobs and compares them with what is recorded: a slow-down shows without a clock.

instructions.py GREENQUOTE BENCH SCRATCH RECORD.json [--record]

callgrind counts; the programs are stripped first, for it does not understand all of Swift's debugging data. Up to 5 % more is let
through, as is any less, which is reported so that it is recorded. Ends with 1 where a job takes more.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

SLACK = 0.05

parser = argparse.ArgumentParser()
for name in ("greenquote", "bench", "scratch", "record_file"):
    parser.add_argument(name)
parser.add_argument("--record", action="store_true")
options = parser.parse_args()
scratch = pathlib.Path(options.scratch).resolve()
scratch.mkdir(parents=True, exist_ok=True)
record_file = pathlib.Path(options.record_file)

programs = {}
for name, path in (("greenquote", options.greenquote), ("bench", options.bench)):
    programs[name] = str(scratch / name)
    subprocess.run(["strip", "-o", programs[name], path], check=True)
sheet, tool = str(scratch / "sheet.xlsx"), str(scratch / "tool.xlsx")
subprocess.run([programs["bench"], "write", "20000", sheet], check=True)
subprocess.run([programs["bench"], "tool", "2000", tool], check=True)

JOBS = {
    "complete a tool of 2,000 parts": ["greenquote", "complete", tool, "-o", str(scratch / "form.xlsx"), "--as-of", "2026-11-21", "--quiet", "--force"],
    "read 20,000 rows of 11 cells": ["bench", "read", sheet],
    "write 20,000 rows of 11 cells": ["bench", "write", "20000", str(scratch / "fresh.xlsx")],
    "edit 1,000 cells of 20,000 rows": ["bench", "edit", sheet, str(scratch / "edited.xlsx"), "20000"],
}


def count(program, *arguments):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", programs[program], *arguments]
    # Without a seed of its own every run hashes differently.
    result = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1"))
    counted = re.search(r"Collected : (\d+)", result.stderr)
    if result.returncode not in (0, 1) or not counted:
        sys.exit(f"callgrind could not count {command}:\n{result.stderr[-2000:]}")
    return int(counted[1])


recorded = json.loads(record_file.read_text()) if record_file.exists() else {}
counts = {job: count(*command) for job, command in JOBS.items()}
slower = []
for job, found in counts.items():
    known = recorded.get(job)
    change = "" if known is None else f"{(found / known - 1) * 100:+.1f} %"
    print(f"{job}: {found / 1e6:,.1f} million instructions {change}")
    if known is None and not options.record:
        slower.append(f"{job} is not recorded")
    elif known is not None and found > known * (1 + SLACK):
        slower.append(f"{job} takes {change} instructions, recorded are {known:,}")
    elif known is not None and found < known * (1 - SLACK):
        print("  less than is recorded: record it with make instructions RECORD=--record")
if options.record:
    record_file.write_text(json.dumps(counts, indent=2) + "\n")
    print(f"recorded in {record_file}")
elif slower:
    sys.exit("\n".join(slower))
