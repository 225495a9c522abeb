#!/usr/bin/env python3
"""Compares every cell as our reader, openpyxl and python-calamine read it; each difference that is allowed has a name and a reason here.

compare_values.py DUMPCELLS FILE...        needs openpyxl and python-calamine (PyPI)

Values are compared with both, formulas, sheets, their visibility and defined names with openpyxl. Fails on a difference without
a name, and where a program reads after all what it is said here not to read.
"""
import collections
import datetime
import json
import math
import pathlib
import re
import subprocess
import sys
import warnings

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, to_excel

warnings.simplefilter("ignore")

# (producer, file pattern) → why that program cannot read the file, or takes it for another.
REFUSED = {
    ("openpyxl", r"patched-strings-(missing|out-of-range)"): "openpyxl raises IndexError where a shared string is missing; we make the cell an error",
    ("openpyxl", r"patched-backslashes|patched-case"): "openpyxl looks part names up as they are written; ECMA-376 Part 2, 6.2.2 compares without regard to case",
    ("openpyxl", r"patched-strict"): "openpyxl knows no Strict namespaces: it finds no sheets",
    ("calamine", r"patched-strings-(missing|out-of-range)"): "calamine gives up where a shared string is missing; we make the cell an error",
    ("calamine", r"patched-utf-16"): "calamine reads parts in UTF-8 only",
    ("calamine", r"patched-backslashes"): "calamine does not find parts whose names have backslashes",
    ("calamine", r"patched-number-spaces"): "calamine takes no white space around a number",
}


def plain(value, epoch):
    """A value of the other program as a number, text or truth value; None for nothing."""
    if isinstance(value, datetime.timedelta):
        return value.total_seconds() / 86400
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return float(to_excel(value, epoch))
    if isinstance(value, bool) or isinstance(value, str) or value is None:
        return value
    return float(value)


ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"}


def close(ours, theirs, tolerance):
    return isinstance(ours, float) and isinstance(theirs, float) and math.isclose(ours, theirs, rel_tol=0, abs_tol=tolerance)


def escaped(text):
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


# The differences that are allowed: name, reason, test(producer, our cell, their value).
DIFFERENCES = [
    ("same", "", lambda who, cell, theirs: cell["value"] == theirs and isinstance(cell["value"], bool) == isinstance(theirs, bool)),
    ("empty text", "an empty text is nothing to the other programs", lambda who, cell, theirs: cell["value"] == "" and theirs is None),
    ("error as nothing", "python-calamine hands out nothing for error values", lambda who, cell, theirs: who == "calamine" and cell["type"] == "error" and theirs is None),
    ("date in microseconds", "the other programs make dates of numbers, to the microsecond", lambda who, cell, theirs: cell["date"] and close(cell["value"], theirs, 2e-8)),
    ("escape as typed", "openpyxl decodes no _xHHHH_ in shared strings but _x005F_: ECMA-376 Part 1, 22.9.2.19", lambda who, cell, theirs:
        who == "openpyxl" and isinstance(theirs, str) and "_x" in theirs and escaped(str(cell["value"])) == escaped(theirs)),
    ("spaces trimmed", "calamine trims texts without xml:space=\"preserve\", each run on its own; we keep what is stored, as openpyxl does", lambda who, cell, theirs:
        who == "calamine" and cell["type"] == "text" and isinstance(theirs, str) and cell["value"].replace(" ", "") == theirs.replace(" ", "")),
    ("text without index", "a cell of type s whose <v/> is empty is damaged: we say so, openpyxl and calamine hand out nothing", lambda who, cell, theirs:
        cell["value"] == "#UNKNOWN!" and theirs is None),
]

# The same for formulas: name, reason, test(ours, openpyxl's).
FORMULAS = [
    ("same", "", lambda ours, theirs: ours == theirs),
    ("escape in a formula", "openpyxl decodes no _xHHHH_ in formulas: ECMA-376 Part 1, 18.18.35 (ST_Formula is an ST_Xstring)", lambda ours, theirs:
        ours is not None and theirs is not None and "_x" in theirs and ours == escaped(theirs)),
    ("white space in a formula", "openpyxl takes members of shared formulas apart and puts them together without the white space; ours is as stored", lambda ours, theirs:
        ours is not None and theirs is not None and re.sub(r"\s", "", ours) == re.sub(r"\s", "", theirs)),
]


def dump(program, path):
    run = subprocess.run([program, path], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"{path}: our reader refuses: {run.stderr.strip()}")
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    sheets = [line for line in lines if "kind" in line]
    cells = collections.defaultdict(dict)
    for line in lines:
        if "ref" in line:
            if line["type"] == "number":
                line["value"] = float(line["value"])
            cells[line["sheet"]][line["ref"]] = line
    return lines[0], sheets, cells


def by_openpyxl(path):
    values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    result, texts = {}, {}
    for sheet in values.worksheets:
        result[sheet.title] = {cell.coordinate: plain(cell.value, values.epoch) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for sheet in formulas.worksheets:
        texts[sheet.title] = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    text = cell.value.text if hasattr(cell.value, "text") else str(cell.value)
                    texts[sheet.title][cell.coordinate] = (text or "").removeprefix("=")
    states = {sheet.title: sheet.sheet_state for sheet in values._sheets}
    names = {(name, None): item.attr_text for name, item in values.defined_names.items()}
    for sheet in values._sheets:
        names |= {(name, sheet.title): item.attr_text for name, item in getattr(sheet, "defined_names", {}).items()}
    return result, texts, states, names


def by_calamine(path, is1904):
    book = python_calamine.CalamineWorkbook.from_path(path)
    epoch = CALENDAR_MAC_1904 if is1904 else openpyxl.utils.datetime.CALENDAR_WINDOWS_1900
    result = {}
    for data in book.sheets_metadata:
        if data.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(data.name)
        rows = sheet.to_python(skip_empty_area=True)
        first = sheet.start or (0, 0)
        result[data.name] = {
            f"{get_column_letter(column + first[1] + 1)}{row + first[0] + 1}": plain(value, epoch)
            for row, line in enumerate(rows) for column, value in enumerate(line) if value != ""}
    return result


def formulas_of(cells):
    return {sheet: {ref: cell["formula"] for ref, cell in line.items() if cell.get("formula") is not None} for sheet, line in cells.items()}


def compare(who, path, book, sheets, cells):
    """What differs without explanation, as lines of text."""
    differing = []
    if who == "openpyxl":
        theirs, formulas, states, names = by_openpyxl(path)
        ours = {sheet["sheet"]: sheet["visibility"] for sheet in sheets}
        if states != ours:
            differing.append(f"sheets {ours} / openpyxl {states}")
        own = {(item["name"], item.get("sheet")): item["formula"] for item in book["definedNames"]}
        # To openpyxl the reserved names are settings of the sheet, and an old name for the filter is nothing.
        reserved = [key for key in own if key not in names and (key[0].startswith("_xlnm.") or key[0] in ("_FilterDatabase", "Print_Titles", "Print_Area"))]
        used["reserved defined name (openpyxl)"] += len(reserved)
        for key in reserved:
            del own[key]
        if names != own:
            differing.append(f"defined names {set(own.items()) - set(names.items())} / openpyxl {set(names.items()) - set(own.items())}")
        for title, line in formulas.items():
            own = formulas_of(cells).get(title, {})
            for ref in sorted(set(own) | set(line)):
                counts["formulas"] += 1
                found = next((name for name, _, test in FORMULAS if test(own.get(ref), line.get(ref))), None)
                if found not in ("same", None):
                    used[f"{found} (openpyxl)"] += 1
                if found is None:
                    differing.append(f"{title}!{ref}: formula {own.get(ref)!r} / openpyxl {line.get(ref)!r}")
    else:
        theirs = by_calamine(path, book["dateSystem"] == 1904)
    for sheet in sheets:
        title = sheet["sheet"]
        for ref in sorted(set(cells[title]) | set(theirs.get(title, {}))) if sheet["kind"] == "worksheet" else []:
            cell = cells[title].get(ref) or {"value": None, "type": "blank", "date": False}
            value = theirs.get(title, {}).get(ref)
            counts["compared"] += 1
            found = next((entry[0] for entry in DIFFERENCES if entry[2](who, cell, value)), None)
            if found is None:
                differing.append(f"{title}!{ref}: {cell['type']} {cell['value']!r} / {who} {value!r}")
            elif found != "same":
                used[f"{found} ({who})"] += 1
    return differing


used, counts, unexplained, needed = collections.Counter(), collections.Counter(), [], {}
for path in sys.argv[2:]:
    name = pathlib.Path(path).name
    dumped = dump(sys.argv[1], path)
    for who in ("openpyxl", "calamine"):
        refusal = next((key for key in REFUSED if key[0] == who and re.match(key[1], name)), None)
        try:
            differing = compare(who, path, *dumped)
        except BaseException as error:  # calamine's panics are no Exception
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            differing = [f"{who} raises {type(error).__name__}: {error}"]
        if refusal is None:
            unexplained += [f"{name}: {line}" for line in differing]
        elif differing:
            needed[refusal] = differing[0]
        else:
            unexplained.append(f"{name}: {who} reads it after all")

print(f"{len(sys.argv) - 2} workbooks, {counts['compared']} values and {counts['formulas']} formulas compared")
REASONS = {name: reason for name, reason, _ in DIFFERENCES + FORMULAS} | {"reserved defined name": "openpyxl keeps reserved names as settings of the sheet"}
for name, count in used.most_common():
    print(f"  {count} × {name}: {REASONS[name.rpartition(' (')[0]]}")
for key in REFUSED:
    if key in needed:
        print(f"  not compared with {key[0]}: {key[1]}: {REFUSED[key]}\n      ({needed[key]})")
for line in unexplained[:40]:
    print("unexplained:", line[:300])
if unexplained:
    raise SystemExit(f"{len(unexplained)} differences without explanation")
