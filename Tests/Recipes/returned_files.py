#!/usr/bin/env python3
"""The files of a returned folder that 'greenquote batch' would answer, for spreading them over machines.

    returned_files.py FOLDER > jobs.jsonl

A line for each file, in the order of the bytes of their names, as 'greenquote worker --input jobs' takes it:
{"path": "/data/returned/east/tool.xlsx", "file": "east/tool.xlsx", "modified": "2026-11-21T08:30:00Z"}

Left out is what batch counts as no workbook: hidden files and folders, lock files of Excel and LibreOffice, other endings, links to
folders. Copies stay in the list; a register keeps one submission for each content, under the first of its names.
"""
import datetime
import json
import os
import stat
import sys

ENDINGS = {"xlsx", "xlsm", "xltx", "xltm", "xls", "xlsb", "xlt", "et", "ods", "numbers"}


def is_returned(name):
    """Whether a file of this name is to be answered."""
    return not name.startswith((".", "~$")) and "." in name and name.rsplit(".", 1)[1].lower() in ENDINGS


def returned_files(folder, complain=lambda text: print(text, file=sys.stderr)):
    """Jobs of 'greenquote worker', sorted by name. What cannot be reached goes to `complain`."""
    folder = os.path.abspath(folder)
    jobs = []

    def unreadable(error):
        if error.filename == folder:
            raise error
        complain(f"{error.filename}: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(place, name)
            file = os.path.relpath(path, folder)
            if not is_returned(name):
                continue
            try:
                file.encode("utf-8")
            except UnicodeEncodeError:
                complain(f"{os.fsencode(file)!r}: the name is no text; rename the file")
                continue
            try:
                status = os.stat(path)
            except OSError as error:
                if not os.path.islink(path):  # else a link to nothing
                    complain(f"{path}: {error.strerror}")
                continue
            if not stat.S_ISREG(status.st_mode):
                continue
            seconds = status.st_mtime_ns // 1_000_000_000
            modified = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
            jobs.append({"path": path, "file": file, "modified": modified})
    return sorted(jobs, key=lambda job: job["file"].encode("utf-8"))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    for job in returned_files(sys.argv[1]):
        sys.stdout.buffer.write(json.dumps(job, ensure_ascii=False).encode("utf-8") + b"\n")


if __name__ == "__main__":
    main()
