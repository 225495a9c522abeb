#!/usr/bin/env python3
"""Edits cells of workbooks with the lossless editor and proves that nothing else changed.

edit_and_compare.py EDITCELLS DUMPCELLS SCRATCH FILE...        needs openpyxl and lxml (PyPI); soffice where it is installed

Of each workbook: a copy without edits is the same to the byte; three numbers and truth values change one worksheet part alone, all other
entries of the archive stay byte for byte, compressed bytes, dates, extra fields and order included; in the edited part the canonical XML is
equal but for the written cells; a text and a formula change besides only what they must. The results are opened with
openpyxl and by LibreOffice, and hold what was written. Then the edits that are to be refused are refused and leave nothing behind.
"""
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import warnings
import zipfile

import openpyxl
from lxml import etree
from openpyxl.utils import column_index_from_string, get_column_letter

warnings.simplefilter("ignore")
EDIT, DUMP, SCRATCH = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
# What openpyxl cannot open before the edit either: see compare_values.py.
NOT_OPENPYXL = r"patched-(strings|backslashes|case|strict)"
# What LibreOffice cannot read before the edit either: it looks part names up as they are written.
NOT_LIBREOFFICE = r"patched-(backslashes|case)"
# Edits that must be refused: file, sheet, cell, words of the error. The others of the same files succeed.
REFUSED = [
    ("xlsxwriter-features.xlsx", "Data", "I3", "array"), ("xlsxwriter-features.xlsx", "Data", "I2", "array"),
    ("xlsxwriter-features.xlsx", "Data", "H3", "array"), ("xlsxwriter-features.xlsx", "Data", "B15", "A15:C16"),
    ("xlsxwriter-features.xlsx", "Data", "A20", "Fuels"), ("xlsxwriter-features.xlsx", "Chart", "A1", "no worksheet"),
    ("openpyxl-all.xlsx", "Data", "G3", "array"), ("openpyxl-all.xlsx", "Data", "C20", "A19:C20"), ("openpyxl-all.xlsx", "Table", "B1", "Fuels"),
    ("feature-slicer.xlsx", "Data", "C1", "Sites"), ("openpyxl-all.xlsx", "Nowhere", "A1", "no worksheet"),
]
# Edits of particular cells that must succeed, and the formulas that must read the same afterwards.
WRITTEN = [
    ("patched-shared-formulas.xlsx", "Data", "F2", "the master of a shared formula"), ("patched-shared-formulas.xlsx", "Data", "F5", "a member of a shared formula"),
    ("xlsxwriter-features.xlsx", "Data", "A15", "the first cell of a merged range"), ("xlsxwriter-features.xlsx", "Data", "B21", "a cell of a table"),
    ("xlsxwriter-features.xlsx", "Data", "Z99", "a row and column that do not exist yet"), ("xlsxwriter-features.xlsx", "Data", "B25", "an empty cell with a style"),
    ("feature-rich-data.xlsx", "Data", "B3", "a cell with value metadata"), ("xlsxwriter-features.xlsx", "Data", "L2", "a cell whose value is an image"),
]
failures = []


def fail(path, text):
    failures.append(f"{pathlib.Path(path).name}: {text}")


def dump(path):
    run = subprocess.run([DUMP, path], capture_output=True, text=True)
    if run.returncode:
        fail(path, f"not read: {run.stderr.strip()}")
        return [], {}
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    return [line for line in lines if "kind" in line], {(line["sheet"], line["ref"]): line for line in lines if "ref" in line}


def edit(source, target, *edits):
    return subprocess.run([EDIT, source, target] + [str(word) for one in edits for word in one], capture_output=True, text=True)


def fields(extra):
    """The extra fields in an order of ours, without the one of 64 bit sizes."""
    result = []
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if kind != 1:
            result.append(extra[:4 + length])
        extra = extra[4 + length:]
    return sorted(result)


def entries(path):
    """The entries of an archive in order, with everything that an untouched one must keep.

    Not looked at: flag bits 3 and 11, 64 bit sizes and the order of extra fields. libzip writes the sizes of an entry with a data descriptor
    into its header (the descriptor goes), and flags names as UTF-8 only where they are not ASCII: the same facts in another place.
    """
    result = {}
    with zipfile.ZipFile(path) as archive, open(path, "rb") as file:
        for info in archive.infolist():
            file.seek(info.header_offset)
            name, extra = struct.unpack("<HH", file.read(30)[26:])
            name, extra = file.read(name), file.read(extra)
            result[info.orig_filename] = (
                info.date_time, info.compress_type, info.flag_bits & ~0x808, info.CRC, info.file_size, fields(info.extra), info.comment,
                info.external_attr, name, fields(extra), file.read(info.compress_size))
    return result


def parts(path):
    with zipfile.ZipFile(path) as archive:
        return {info.orig_filename: archive.read(info) for info in archive.infolist()}


def canonical(content, edited):
    """A worksheet without the edited cells and what only describes them: references written out, spans and dimension left out."""
    root = etree.fromstring(content)
    namespace = next(uri for uri in MAIN if root.tag.startswith("{" + uri + "}"))
    tag = "{%s}" % namespace
    for dimension in root.findall(f"{tag}dimension"):
        root.remove(dimension)
    data = root.find(f"{tag}sheetData")
    number = 0
    for row in list(data):
        number = int(row.get("r", number + 1))
        row.set("r", str(number))
        row.attrib.pop("spans", None)
        column = 0
        for cell in list(row):
            if cell.tag != tag + "c":
                continue
            column = column_index_from_string(re.match("[A-Z]+", cell.get("r"))[0]) if cell.get("r") else column + 1
            reference = f"{get_column_letter(column)}{number}"
            cell.set("r", reference)
            if reference in edited:
                row.remove(cell)
        if len(row) == 0 and set(row.attrib) <= {"r"} and any(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == str(number) for reference in edited):
            data.remove(row)
    return etree.tostring(root, method="c14n")


def check_changes(source, target, sheet_part, edited, allowed):
    before, after = entries(source), entries(target)
    if [name for name in before if name in after] != list(after):
        fail(source, "entries in another order")
    differing = {name for name in before if before[name] != after.get(name)}
    if not differing <= {sheet_part} | allowed or sheet_part not in differing:
        fail(source, f"changed parts: {sorted(differing)}; expected {sheet_part} and of {sorted(allowed)}")
    with zipfile.ZipFile(source) as one, zipfile.ZipFile(target) as other:
        if one.comment != other.comment:
            fail(source, "the comment of the archive changed")
        if other.testzip() is not None:
            fail(source, "a checksum is wrong")
    old, new = parts(source), parts(target)
    if sheet_part in new and canonical(old[sheet_part], edited) != canonical(new[sheet_part], edited):
        fail(source, f"{sheet_part}: more than the cells {sorted(edited)} changed")
    for name in new:
        if "sharedstrings" in name.lower() and name in differing:
            texts = [etree.tostring(item, method="c14n") for item in etree.fromstring(old[name])]
            if [etree.tostring(item, method="c14n") for item in etree.fromstring(new[name])][:len(texts)] != texts:
                fail(source, "shared strings that were there changed")


def changed_parts(path, changed):
    """The names of the parts that an edit changed."""
    before, after = entries(path), entries(changed)
    return [name for name in before if before[name] != after.get(name)]


def agree(one, other):
    if isinstance(one, bool) or isinstance(other, bool) or isinstance(one, str):
        return one == other
    return other is not None and abs(float(one) - float(other)) < 1e-9


def by_openpyxl(path, sheet, edits):
    book = openpyxl.load_workbook(path, data_only=True)
    for _, reference, kind, value in edits:
        got = book[sheet][reference].value
        expected = {"number": float, "boolean": bool, "text": str}.get(kind, lambda text: None)(value)
        if hasattr(got, "year") or hasattr(got, "hour"):
            continue  # a number in a cell that shows dates
        if expected is not None and not agree(expected, got):
            fail(path, f"openpyxl reads {got!r} in {sheet}!{reference}, not {expected!r}")


def edits_of(sheet, cells, refused):
    """A number over a number, a truth value over a text, and a number where there is nothing: cells that can be written."""
    own = [cell for (name, _), cell in cells.items() if name == sheet and cell.get("formula") is None and (sheet, cell["ref"]) not in refused]
    number = next((cell["ref"] for cell in own if cell["type"] == "number" and not cell["date"]), None)
    text = next((cell["ref"] for cell in reversed(own) if cell["type"] == "text"), None)
    return [(sheet, reference, kind, value) for reference, kind, value in [(number, "number", 4711.25), (text, "boolean", 1), ("AB1003", "number", 0.1)] if reference]


SCRATCH.mkdir(parents=True, exist_ok=True)
converted = []
for path in sys.argv[4:]:
    name = pathlib.Path(path)
    copy, simple, full = (SCRATCH / f"{name.stem}-{kind}{name.suffix}" for kind in ("copy", "simple", "full"))
    for target in (copy, simple, full):
        target.unlink(missing_ok=True)
    original = name.read_bytes()
    if edit(path, copy).returncode or copy.read_bytes() != original:
        fail(path, "a copy without edits is not the same")
    sheets, cells = dump(path)
    sheet = next((line["sheet"] for line in sheets if line["kind"] == "worksheet" and any(key[0] == line["sheet"] for key in cells)), None)
    if sheet is None:
        fail(path, "no cells")
        continue
    # Cells of tables' headers, merged ranges and arrays cannot be written: the editor says so, and another cell is taken.
    refused, run = set(), None
    while run is None or run.returncode:
        edits = edits_of(sheet, cells, refused)
        run = edit(path, simple, *edits)
        found = re.search(r": ([A-Z]+\d+): this cell cannot be written", run.stderr)
        if run.returncode and not found:
            fail(path, f"refused: {run.stderr.strip()}")
            break
        if found:
            refused.add((sheet, found[1]))
    if run.returncode:
        continue
    changed = changed_parts(path, simple)
    chain = {part for part in parts(path) if part.endswith(("calcChain.xml", "workbook.xml.rels", "[Content_Types].xml"))}
    if len(changed) != 1:
        fail(path, f"three numbers changed {changed}")
        continue
    part = changed[0]
    check_changes(path, simple, part, {reference for _, reference, _, _ in edits}, set())
    more = [(sheet, "AB1004", "text", " <new> & 料号 "), (sheet, "AB1005", "formula", "1+2")]
    run = edit(path, full, *edits, *more)
    if run.returncode:
        fail(path, f"refused: {run.stderr.strip()}")
        continue
    signed = any(item.startswith("_xmlsignatures/") for item in parts(path))
    if signed != ("no longer holds" in run.stdout):
        fail(path, "the signature that no longer holds is not told, or one is told that is not there")
    texts = {item for item in parts(path) if re.search(r"(?i)sharedstrings\.xml$|workbook\.xml$", item)}
    check_changes(path, full, part, {reference for _, reference, _, _ in edits + more}, chain | texts)
    _, now = dump(full)
    written = {(sheet, reference): value for _, reference, _, value in edits + more[:1]}
    for key in set(cells) | set(now):
        if key[1] in ("AB1005",):
            continue
        if key in written:
            value = True if now[key]["type"] == "boolean" else now[key]["value"]
            if not (value is True and written[key] == 1 or agree(written[key], value)):
                fail(path, f"{key}: {now[key]} after writing {written[key]!r}")
        elif cells.get(key) != now.get(key):
            fail(path, f"{key}: {cells.get(key)} became {now.get(key)}")
    if not re.match(NOT_OPENPYXL, name.name):
        by_openpyxl(full, sheet, edits + more[:1])
    if not re.match(NOT_LIBREOFFICE, name.name):
        converted.append((full, sheet, edits + more[:1]))
    if name.read_bytes() != original:
        fail(path, "the input changed")

names = {pathlib.Path(path).name: path for path in sys.argv[4:]}
for file, sheet, reference, words in REFUSED:
    if file in names:
        target = SCRATCH / "refused.xlsx"
        run = edit(names[file], target, (sheet, reference, "number", 1))
        if run.returncode != 1 or words not in run.stderr or target.exists():
            fail(file, f"{sheet}!{reference} is not refused with '{words}': {run.returncode} {run.stderr.strip()}")
for file, sheet, reference, what in WRITTEN:
    if file in names:
        target = SCRATCH / f"written-{reference}-{file}"
        target.unlink(missing_ok=True)
        run = edit(names[file], target, (sheet, reference, "number", 12.5))
        if run.returncode:
            fail(file, f"{what}: {run.stderr.strip()}")
            continue
        _, before = dump(names[file])
        _, after = dump(target)
        if after[(sheet, reference)]["value"] != 12.5 or after[(sheet, reference)].get("formula") is not None:
            fail(file, f"{what}: {after[(sheet, reference)]}")
        before.pop((sheet, reference), None), after.pop((sheet, reference))
        if before != after:
            fail(file, f"{what}: other cells read differently")
        looks = [openpyxl.load_workbook(path)[sheet][reference] for path in (names[file], target)]
        if len({(cell.number_format, cell.fill.fgColor.rgb, cell.font.b, cell.protection.locked) for cell in looks}) > 1:
            fail(file, f"{what}: the style changed")
        converted.append((target, sheet, [(sheet, reference, "number", 12.5)]))

if shutil.which("soffice"):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir", f"{folder}/out"]
            + [str(path) for path, _, _ in converted], capture_output=True, timeout=600)
        for path, sheet, edits in converted:
            result = pathlib.Path(folder, "out", path.stem + ".xlsx")
            if not result.exists():
                fail(path, "LibreOffice does not open it")
            else:
                by_openpyxl(result, sheet, edits)
else:
    print("soffice is not installed: not opened by LibreOffice")
print(f"{len(sys.argv) - 4} workbooks edited, {len(REFUSED)} edits refused, {len(WRITTEN)} particular cells written, {len(converted)} results opened by LibreOffice")
for line in failures[:40]:
    print(line[:400])
if failures:
    raise SystemExit(f"{len(failures)} failures")
