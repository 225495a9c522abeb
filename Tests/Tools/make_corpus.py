#!/usr/bin/env python3
"""Makes workbooks as other producers make them: openpyxl, XlsxWriter, LibreOffice, Gnumeric, and packages patched for what none of them writes.

make_corpus.py OUTDIR        needs openpyxl, XlsxWriter and lxml (PyPI); soffice and ssconvert where they are installed

OUTDIR/points.json says which points of reading and of losing nothing each file is for. Parts written by hand are the smallest that another
program passes over or reads: they have to survive, not to work.
"""
import datetime
import io
import json
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

import openpyxl
import openpyxl.cell.rich_text as rich_text
import xlsxwriter
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

OUT = pathlib.Path(sys.argv[1])
POINTS: dict[str, list[str]] = {}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
SHEET, WORKBOOK, STRINGS, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
MOMENT = datetime.datetime(2024, 2, 29, 12, 30, 15)
CHINESE = "料号 — Überprüfung 😀"


def path(name: str, *points: str) -> str:
    POINTS[name] = list(points)
    return str(OUT / name)


def png(size: int = 8) -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x1f\x4e\x78" * size) * size)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


# What libraries write ---------------------------------------------------------------------------------------------------------------------

def by_openpyxl() -> None:
    book = openpyxl.Workbook()
    data = book.active
    data.title = "Data"
    data.append(["Site", "Amount", "Date", "Flag", "Time", "Formula"])
    for row in range(2, 12):
        data.append([f"Site {row} {CHINESE}", row * 1000.125, MOMENT + datetime.timedelta(days=row, hours=row), row % 2 == 0, datetime.time(row, 30)])
        data.cell(row, 6, f"=B{row}*2")
    data["A13"], data["B13"], data["C13"] = "#N/A", "#DIV/0!", "#REF!"
    data["A14"] = " leading and trailing "
    data["A15"] = "line\nbreak\ttab"
    data["A16"] = "_x000D_ as typed"
    data["A17"] = rich_text.CellRichText("plain ", rich_text.TextBlock(InlineFont(b=True), "bold"), " plain")
    data["B17"], data["C17"], data["D17"] = 1e-300, 123456789012345680, 0.1 + 0.2
    data["E17"] = datetime.date(1900, 2, 28)
    data["F17"] = datetime.timedelta(hours=30)
    data["G2"] = ArrayFormula("G2:G4", "=B2:B4*2")
    data.merge_cells("A19:C20")
    data["A19"] = "merged"
    validation = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1='"Yes,No"')
    validation.add("D2:D11")
    data.add_data_validation(validation)
    data.conditional_formatting.add("B2:B11", openpyxl.formatting.rule.ColorScaleRule("min", None, "FFFFFF", "max", None, "FF0000"))
    data["B2"].comment = openpyxl.comments.Comment("where from?", "Auditor")
    data["A2"].hyperlink = "https://example.org/?a=1&b=2"
    data.auto_filter.ref = "A1:F11"
    data.protection.sheet = True
    data.row_dimensions[5].hidden = True
    data.column_dimensions["H"].hidden = True
    data.print_title_rows = "1:1"
    table = book.create_sheet("Table")
    for row in [["Fuel", "Use"], ["Diesel", 1], ["Gas", 2]]:
        table.append(row)
    table.add_table(openpyxl.worksheet.table.Table(displayName="Fuels", ref="A1:B3"))
    chart = openpyxl.chart.BarChart()
    chart.add_data(openpyxl.chart.Reference(data, min_col=2, min_row=1, max_row=11), titles_from_data=True)
    data.add_chart(chart, "I2")
    book.create_chartsheet("Chart").add_chart(openpyxl.chart.PieChart())
    book.create_sheet("Empty")
    book.create_sheet("Very hidden").sheet_state = "veryHidden"
    book["Very hidden"]["B2"] = "secret"
    book.create_sheet("Hidden").sheet_state = "hidden"
    book.defined_names["Energy"] = openpyxl.workbook.defined_name.DefinedName("Energy", attr_text="Data!$B$2:$B$11")
    book.save(path(
        "openpyxl-all.xlsx", "default namespace", "error cells", "boolean cells", "chartsheet", "very hidden", "array formula", "charts", "comments",
        "tables", "plain validations", "plain conditional formats", "merged", "xml:space", "rich text"))

    mac = openpyxl.Workbook()
    mac.epoch = CALENDAR_MAC_1904
    mac.active.append(["date", MOMENT, datetime.date(1904, 1, 2), datetime.date(2024, 2, 29)])
    mac.active.append(["number", 1, 2, 3])
    mac.save(path("openpyxl-1904.xlsx", "1904"))

    stream = openpyxl.Workbook(write_only=True)
    for name in ("First", "Second"):
        sheet = stream.create_sheet(name)
        for row in range(500):
            sheet.append([f"text {row % 7}", row, row / 3, None, row % 2 == 0])
    stream.save(path("openpyxl-write-only.xlsx", "missing <dimension>"))


def by_xlsxwriter() -> None:
    def fill(book: xlsxwriter.Workbook) -> xlsxwriter.worksheet.Worksheet:
        data = book.add_worksheet("Data")
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        data.write_row("A1", ["Site", "Amount", "Date", "Flag", "Error", "Formula"])
        for row in range(1, 11):
            data.write_string(row, 0, f"Site {row} {CHINESE}")
            data.write_number(row, 1, row * 1000.125)
            data.write_datetime(row, 2, MOMENT + datetime.timedelta(days=row), day)
            data.write_boolean(row, 3, row % 2 == 0)
            data.write_formula(row, 4, "=1/0" if row % 2 else "=NA()", None, "#DIV/0!" if row % 2 else "#N/A")
            data.write_formula(row, 5, f"=B{row + 1}*2", None, row * 2000.25)
        return data

    book = xlsxwriter.Workbook(path(
        "xlsxwriter-features.xlsx", "dynamic arrays (cm)", "rich data (vm)", "chartsheet", "very hidden", "sparklines", "x14 conditional formats",
        "plain conditional formats", "plain validations", "tables", "images", "drawings", "charts", "VML", "form controls", "comments", "rich text",
        "array formula", "merged", "header image"))
    data = fill(book)
    data.write_dynamic_array_formula("H2:H4", "=SORT(B2:B4)", None, 1000.125)
    data.write_array_formula("I2:I4", "{=B2:B4*2}", None, 2000.25)
    data.write_formula("J2", "=LET(x,B2,x*2)", None, 2000.25)
    data.write_rich_string("A13", "plain ", book.add_format({"bold": True}), "bold", " plain ")
    data.merge_range("A15:C16", "merged")
    data.write_comment("B2", "where from?", {"author": "Auditor"})
    data.add_sparkline("K2", {"range": "Data!B2:B11"})
    data.conditional_format("B2:B11", {"type": "data_bar", "bar_solid": True, "data_bar_2010": True})
    data.conditional_format("B2:B11", {"type": "icon_set", "icon_style": "3_arrows"})
    data.data_validation("D2:D11", {"validate": "list", "source": ["TRUE", "FALSE"]})
    data.insert_button("M2", {"caption": "Run"})
    data.insert_textbox("M6", "a text box")
    data.insert_image("M12", "logo.png", {"image_data": png()})
    data.embed_image("L2", "logo.png", {"image_data": png(4)})
    data.set_header("&C&G", {"image_center": "logo.png", "image_data_center": png()})
    data.write_url("A18", "https://example.org/?a=1&b=2", None, "a link")
    data.add_table("A20:B22", {"name": "Fuels", "columns": [{"header": "Fuel"}, {"header": "Use"}]})
    data.write_blank("B25", None, book.add_format({"bg_color": "yellow"}))
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$B$2:$B$11"})
    data.insert_chart("M20", chart)
    sheet = book.add_chartsheet("Chart")
    other = book.add_chart({"type": "column"})
    other.add_series({"values": "=Data!$B$2:$B$11"})
    sheet.set_chart(other)
    hidden = book.add_worksheet("Very hidden")
    hidden.very_hidden()
    hidden.write("A1", "secret")
    book.define_name("Energy", "=Data!$B$2:$B$11")
    book.close()

    for name, options, points in [
        ("constant-memory", {"constant_memory": True}, ["inline strings"]), ("1904", {"date_1904": True}, ["1904"]),
        ("base", {}, ["default namespace"]),
    ]:
        book = xlsxwriter.Workbook(path(f"xlsxwriter-{name}.xlsx", *points), options)
        fill(book)
        notes = book.add_worksheet("Notes")
        notes.write_column("A1", ["a", "b", "c"])
        book.close()


def converted() -> None:
    """The same by LibreOffice and Gnumeric, as they save what they opened, and a text file as they import it."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = pathlib.Path(folder, "in")
        inputs.mkdir()
        for name in ("openpyxl-all", "xlsxwriter-features", "openpyxl-1904"):
            shutil.copy(OUT / f"{name}.xlsx", inputs)
        rows = "料号,重量,date,flag\n" + "".join(f"PN-{row},{row / 7:.6f},2024-02-{row % 28 + 1:02},{row % 2 == 0}\n" for row in range(1, 60))
        (inputs / "table.csv").write_text(rows, encoding="utf-8")
        points = ["values of formulas by another program", "charts", "comments", "very hidden"]
        if shutil.which("soffice"):
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "xlsx", "--outdir", f"{folder}/out"]
                + sorted(map(str, inputs.iterdir())), check=True, capture_output=True, timeout=300)
            for file in sorted(pathlib.Path(folder, "out").iterdir()):
                shutil.move(file, path(f"libreoffice-{file.name}", *points))
        else:
            print("soffice is not installed: no workbooks of LibreOffice")
        if shutil.which("ssconvert"):
            for file in sorted(inputs.iterdir()):
                for kind in ("xlsx", "xlsx2"):
                    target = path(f"gnumeric-{kind}-{file.stem}.xlsx", *points)
                    subprocess.run(["ssconvert", f"--export-type=Gnumeric_Excel:{kind}", file, target], check=True, capture_output=True, timeout=120)
        else:
            print("ssconvert is not installed: no workbooks of Gnumeric")


# Packages patched -------------------------------------------------------------------------------------------------------------------------

class Package:
    """The parts of a workbook, to be changed and written in one archive or another."""

    def __init__(self, source: str = "xlsxwriter-base.xlsx"):
        with zipfile.ZipFile(OUT / source) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def text(self, name: str) -> str:
        return self.parts[name].decode()

    def replace(self, name: str, old: str, new: str, count: int = 1) -> None:
        text = self.text(name)
        assert old in text, (name, old)
        self.parts[name] = text.replace(old, new, count).encode()

    def sub(self, name: str, pattern: str, new: str, count: int = 0) -> None:
        text, found = re.subn(pattern, new, self.text(name), count=count)
        assert found, (name, pattern)
        self.parts[name] = text.encode()

    def add(self, name: str, content: str | bytes, content_type: str = "", owner: str = "", kind: str = "") -> str:
        """Adds a part, and a relationship to it from another; returns the relationship's identifier."""
        if isinstance(content, str):
            content = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + content).encode()
        self.parts[name] = content
        if content_type:
            self.replace(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')
        return self.relate(owner, kind, "/" + name) if owner else ""

    def relate(self, owner: str, kind: str, target: str, external: bool = False) -> str:
        folder, _, file = owner.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels" if file else "_rels/.rels"
        if owner == ".":
            name = "_rels/.rels"
        self.parts.setdefault(name, f'<Relationships xmlns="{PACKAGE}/relationships"></Relationships>'.encode())
        identifier = f"rIdNew{self.parts[name].count(b'<Relationship ')}"
        mode = ' TargetMode="External"' if external else ""
        kind = kind if "://" in kind else f"{DOCUMENT}/{kind}"
        self.replace(name, "</Relationships>", f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"{mode}/></Relationships>')
        return identifier

    def behind_cells(self, markup: str) -> None:
        self.replace(SHEET, "</sheetData>", "</sheetData>" + markup)

    def at_end(self, markup: str) -> None:
        self.replace(SHEET, "</worksheet>", markup + "</worksheet>")

    def write(self, name: str, *points: str) -> None:
        with zipfile.ZipFile(path(name, *points), "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(part, (2024, 2, 29, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)

    def write_streamed(self, name: str, zip64: bool, *points: str) -> None:
        """With data descriptors, as programs do that write to a pipe."""
        class Pipe(io.RawIOBase):
            def __init__(self, file):
                self.file = file

            def writable(self):
                return True

            def write(self, data):
                return self.file.write(data)

        with open(path(name, *points), "wb") as file, zipfile.ZipFile(Pipe(file), "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in self.parts.items():
                with archive.open(zipfile.ZipInfo(part, (2024, 2, 29, 12, 0, 0)), "w", force_zip64=zip64) as entry:
                    entry.write(content)

    def write_zip64(self, name: str, *points: str) -> None:
        """All sizes, counts and offsets in the 64 bit fields: PKWARE APPNOTE 4.3.14, 4.3.15 and 4.5.3."""
        body, directory = b"", b""
        for part, content in self.parts.items():
            data = zlib.compress(content, 6)[2:-4]
            head = struct.pack("<HHHHHIII", 45, 0, 8, 0x6000, 0x585D, zlib.crc32(content), 0xFFFFFFFF, 0xFFFFFFFF)
            extra = struct.pack("<HHQQ", 1, 16, len(content), len(data))
            wide = struct.pack("<HHQQQ", 1, 24, len(content), len(data), len(body))
            encoded = part.encode()
            directory += b"PK\1\2" + struct.pack("<H", 45) + head + struct.pack("<HHHHHII", len(encoded), len(wide), 0, 0, 0, 0, 0xFFFFFFFF) + encoded + wide
            body += b"PK\3\4" + head + struct.pack("<HH", len(encoded), len(extra)) + encoded + extra + data
        count, place, size = len(self.parts), len(body), len(directory)
        record = b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, size, place)
        locator = b"PK\6\7" + struct.pack("<IQI", 0, place + size, 1)
        end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
        pathlib.Path(path(name, *points)).write_bytes(body + directory + record + locator + end)


def patched() -> None:
    Package().write_zip64("patched-zip64.xlsx", "zip64")
    Package().write_streamed("patched-data-descriptors.xlsx", False, "data descriptors")
    Package().write_streamed("patched-data-descriptors-zip64.xlsx", True, "data descriptors", "zip64")

    for encoding in ("utf-16-le", "utf-16-be"):
        package = Package()
        for name in (SHEET, WORKBOOK, STRINGS, "xl/styles.xml"):
            package.replace(name, 'encoding="UTF-8"', 'encoding="UTF-16"')
            package.parts[name] = ("\ufeff" + package.text(name)).encode(encoding)
        package.write(f"patched-{encoding}.xlsx", "UTF-16 parts")

    package = Package()
    for name in (SHEET, WORKBOOK, STRINGS, "xl/styles.xml", "xl/worksheets/sheet2.xml"):
        package.sub(name, r"<(/?)([A-Za-z])", r"<\1x:\2")
        package.sub(name, r'xmlns="', 'xmlns:x="')
    package.write("patched-prefixed.xlsx", "prefixed namespaces")

    package = Package()
    package.sub(SHEET, r"</row></sheetData>", '</row><row r="12"><c r="A12" t="inlineStr"><is><t>ISO date</t></is></c><c r="B12" t="d">'
                "<v>2024-02-29T12:30:15</v></c></row></sheetData>")
    for name, content in package.parts.items():
        if name.endswith((".xml", ".rels")):
            text = content.decode().replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            text = text.replace(DOCUMENT, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            text = text.replace("http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main")
            package.parts[name] = text.encode()
    package.replace(WORKBOOK, "<workbook ", '<workbook conformance="strict" ')
    package.write("patched-strict.xlsx", "Strict", "dates in words (t=d)")

    package = Package()
    package.sub(SHEET, r'<c r="[A-Z]+\d+"', "<c")
    package.sub(SHEET, r'<row r="\d+"', "<row")
    package.write("patched-no-references.xlsx", "missing r=")

    for name, dimension in [("wrong", '<dimension ref="A1"/>'), ("huge", '<dimension ref="A1:XFD1048576"/>'), ("missing", "")]:
        package = Package()
        package.sub(SHEET, r"<dimension [^>]*>", dimension)
        package.write(f"patched-dimension-{name}.xlsx", "missing or wrong <dimension>")

    package = Package()
    package.sub("xl/_rels/workbook.xml.rels", r'Target="(?!/)', 'Target="/xl/')
    package.sub("_rels/.rels", r'Target="(?!/)', 'Target="/')
    package.write("patched-absolute-targets.xlsx", "absolute targets")

    package = Package()
    package.sub("xl/_rels/workbook.xml.rels", r'Target="worksheets/', r'Target="worksheets\\\\')
    package.parts = {name.replace("/", "\\"): content for name, content in package.parts.items()}
    package.write("patched-backslashes.xlsx", "backslashes in part names")

    package = Package()
    names = {SHEET: "xl/Worksheets/Sheet1.XML", STRINGS: "xl/SharedStrings.xml"}
    package.parts = {names.get(name, name): content for name, content in package.parts.items()}
    package.write("patched-case.xlsx", "case differences in part names")

    package = Package()
    package.parts = dict(reversed(package.parts.items()))
    package.sub(WORKBOOK, r"(<sheets>)(<sheet .*?/>)(<sheet .*?/>)", r"\1\3\2")
    package.sub(WORKBOOK, r"<definedNames>.*?</definedNames>", "") if b"<definedNames>" in package.parts[WORKBOOK] else None
    package.write("patched-sheet-order.xlsx", "sheets in any order")

    package = Package()
    package.replace(SHEET, "<worksheet ", '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:x14ac='
                    f'"{MICROSOFT}/spreadsheetml/2009/9/ac" mc:Ignorable="x14ac" ')
    package.at_end('<mc:AlternateContent><mc:Choice Requires="x14ac"><x14ac:unknown/></mc:Choice><mc:Fallback/></mc:AlternateContent>')
    package.replace(WORKBOOK, "<workbook ", '<workbook xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ')
    package.sub(WORKBOOK, r"(<workbookPr[^>]*/>)", r'\1<mc:AlternateContent><mc:Choice Requires="x15" xmlns:x15="'
                f'{MICROSOFT}/spreadsheetml/2010/11/main"><x15ac:absPath url="C:\\\\x\\\\" xmlns:x15ac="{MICROSOFT}/spreadsheetml/2010/11/ac"/>'
                "</mc:Choice></mc:AlternateContent>")
    package.write("patched-alternate-content.xlsx", "mc:AlternateContent")

    package = Package()
    strings = ["phonetic:<si><t>課題</t><rPh sb=\"0\" eb=\"2\"><t>カダイ</t></rPh><phoneticPr fontId=\"0\"/></si>",
               "escape:<si><t>a_x000D_b_x0041__x005F_x0041_</t></si>", 'space:<si><t xml:space="preserve"> both ends </t></si>',
               "bare space:<si><t> bare </t></si>", "empty:<si/>", "empty text:<si><t/></si>",
               'runs:<si><r><t xml:space="preserve">one </t></r><r><rPr><b/></rPr><t>two</t></r></si>', "data:<si><t><![CDATA[<b> & ]]></t></si>"]
    count = int(re.search(r'uniqueCount="(\d+)"', package.text(STRINGS))[1])
    package.replace(STRINGS, "</sst>", "".join(text.split(":", 1)[1] for text in strings) + "</sst>")
    cells = "".join(f'<row r="{20 + index}"><c r="A{20 + index}" t="s"><v>{count + index}</v></c></row>' for index in range(len(strings)))
    cells += ('<row r="40"><c r="A40" t="inlineStr"><is><t>inline</t></is></c><c r="B40" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>'
              '<c r="C40" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="D40" t="inlineStr"><is/></c><c r="E40"><v/></c><c r="F40" t="s"><v/></c>'
              '<c r="G40" t="b"><v>1</v></c><c r="H40" t="e"><v>#N/A</v></c><c r="J40"/><c r="K40"><v>1E3</v></c></row>')
    package.replace(SHEET, "</sheetData>", cells + "</sheetData>")
    package.write("patched-texts.xlsx", "inline strings", "phonetic runs", "_xHHHH_ escapes", "xml:space", "empty <v/>", "error cells", "boolean cells")

    package = Package()
    package.sub(SHEET, r"<v>2000.25</v>", "<v> 2000.25\n</v>", 1)
    package.write("patched-number-spaces.xlsx", "spaces around numbers")

    package = Package()
    package.sub(SHEET, r"(<c r=\"B2\"[^>]*>)<v>", r"\1<f>SUM(B3:B4)</f><v>")
    package.sub(SHEET, r"<f>B2\*2</f>", '<f t="shared" ref="F2:F11" si="0">B2*2</f>')
    for row in range(3, 12):
        package.sub(SHEET, rf"<f>B{row}\*2</f>", '<f t="shared" si="0"/>')
    package.write("patched-shared-formulas.xlsx", "shared formulas")

    package = Package()
    del package.parts[STRINGS]
    package.sub("xl/_rels/workbook.xml.rels", r"<Relationship [^>]*sharedStrings[^>]*>", "")
    package.sub(TYPES, r"<Override [^>]*sharedStrings[^>]*>", "")
    package.write("patched-strings-missing.xlsx", "shared strings missing")
    package = Package()
    package.sub(STRINGS, r"(?s)<si>.*</si>", "<si><t>the only text</t></si>")
    package.write("patched-strings-out-of-range.xlsx", "shared strings out of range")


def features() -> None:
    def worksheet_type(kind: str) -> str:
        return f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"

    empty_drawing = ('<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
                     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</xdr:wsDr>')
    anchor = ("<xdr:twoCellAnchor><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to>"
              "<xdr:col>12</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>{}<xdr:clientData/></xdr:twoCellAnchor>")
    frame = ('<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="Frame"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm>'
             '<a:off x="0" y="0"/><a:ext cx="100" cy="100"/></xdr:xfrm><a:graphic><a:graphicData uri="{}">{}</a:graphicData></a:graphic></xdr:graphicFrame>')

    def drawing(package: Package, content: str) -> str:
        identifier = package.add("xl/drawings/drawing1.xml", empty_drawing.format(content), "application/vnd.openxmlformats-officedocument.drawing+xml", SHEET, "drawing")
        package.at_end(f'<drawing r:id="{identifier}"/>')
        return "xl/drawings/drawing1.xml"

    def vml(shape: str) -> str:
        return (f'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
                f'<v:shape id="_x0000_s1025" type="#_x0000_t201" style="position:absolute;width:80pt;height:20pt">{shape}</v:shape></xml>')

    def legacy(package: Package, shape: str) -> None:
        identifier = package.add("xl/drawings/vmlDrawing1.vml", vml(shape).encode(), "", SHEET, "vmlDrawing")
        package.replace(TYPES, "<Override", '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override')
        package.at_end(f'<legacyDrawing r:id="{identifier}"/>')

    # Pivot table
    package = Package()
    cache = package.add(
        "xl/pivotCache/pivotCacheDefinition1.xml",
        f'<pivotCacheDefinition xmlns="{MAIN}" xmlns:r="{DOCUMENT}" r:id="rIdNew0" refreshOnLoad="1" recordCount="2"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B3" sheet="Data"/></cacheSource><cacheFields count="2"><cacheField name="Site" numFmtId="0"><sharedItems count="2">'
        '<s v="a"/><s v="b"/></sharedItems></cacheField><cacheField name="Amount" numFmtId="0"><sharedItems containsSemiMixedTypes="0" containsString="0" '
        'containsNumber="1" minValue="1" maxValue="2"/></cacheField></cacheFields></pivotCacheDefinition>',
        worksheet_type("pivotCacheDefinition"), WORKBOOK, "pivotCacheDefinition")
    package.add(
        "xl/pivotCache/pivotCacheRecords1.xml",
        f'<pivotCacheRecords xmlns="{MAIN}" count="2"><r><x v="0"/><n v="1"/></r><r><x v="1"/><n v="2"/></r></pivotCacheRecords>',
        worksheet_type("pivotCacheRecords"), "xl/pivotCache/pivotCacheDefinition1.xml", "pivotCacheRecords")
    package.add(
        "xl/pivotTables/pivotTable1.xml",
        f'<pivotTableDefinition xmlns="{MAIN}" name="Pivot" cacheId="1" dataCaption="Values"><location ref="A5:B8" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3"><item x="0"/><item x="1"/><item t="default"/></items>'
        '</pivotField><pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i><x/></i><i>'
        '<x v="1"/></i><i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems><dataFields count="1"><dataField name="Sum" fld="1"/></dataFields>'
        "</pivotTableDefinition>",
        worksheet_type("pivotTable"), "xl/worksheets/sheet2.xml", "pivotTable")
    package.relate("xl/pivotTables/pivotTable1.xml", "pivotCacheDefinition", "/xl/pivotCache/pivotCacheDefinition1.xml")
    package.replace(WORKBOOK, "</workbook>", f'<pivotCaches><pivotCache cacheId="1" r:id="{cache}"/></pivotCaches></workbook>')
    package.write("feature-pivot.xlsx", "pivots")

    # Slicer of a table
    package = Package()
    package.add(
        "xl/tables/table1.xml",
        f'<table xmlns="{MAIN}" id="1" name="Sites" displayName="Sites" ref="A1:F11" totalsRowShown="0"><autoFilter ref="A1:F11"/><tableColumns count="6">'
        + "".join(f'<tableColumn id="{i + 1}" name="{n}"/>' for i, n in enumerate(["Site", "Amount", "Date", "Flag", "Error", "Formula"]))
        + "</tableColumns></table>", worksheet_type("table"), SHEET, "table")
    table = "rIdNew0"
    slicer = package.add(
        "xl/slicers/slicer1.xml", f'<slicers xmlns="{MICROSOFT}/spreadsheetml/2009/9/main"><slicer name="Site" cache="Slicer_Site" caption="Site" rowHeight="241300"/></slicers>',
        "application/vnd.ms-excel.slicer+xml", SHEET, f"{MICROSOFT}/2007/relationships/slicer")
    slicer_cache = package.add(
        "xl/slicerCaches/slicerCache1.xml",
        f'<slicerCacheDefinition xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" name="Slicer_Site" sourceName="Site"><extLst><x:ext xmlns:x="{MAIN}" '
        f'uri="{{2F2917AC-EB37-4324-AD4E-5DD8C200BD13}}" xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main"><x15:tableSlicerCache tableId="1" column="1"/></x:ext>'
        "</extLst></slicerCacheDefinition>", "application/vnd.ms-excel.slicerCache+xml", WORKBOOK, f"{MICROSOFT}/2007/relationships/slicerCache")
    drawing(package, anchor.format(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="sle15" '
        f'xmlns:sle15="{MICROSOFT}/drawing/2012/slicer">' + frame.format(
            f"{MICROSOFT}/drawing/2010/slicer", f'<sle:slicer xmlns:sle="{MICROSOFT}/drawing/2010/slicer" name="Site"/>')
        + '</mc:Choice><mc:Fallback><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="Slicer"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp></mc:Fallback></mc:AlternateContent>'))
    package.at_end(
        f'<tableParts count="1"><tablePart r:id="{table}"/></tableParts><extLst><ext uri="{{3A4CF648-6AED-40f4-86FF-DC5316D8AED3}}" '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><x14:slicerList><x14:slicer r:id="{slicer}"/></x14:slicerList></ext></extLst>')
    package.replace(
        WORKBOOK, "</workbook>",
        f'<extLst><ext uri="{{46BE6895-7355-4a93-B00E-2C351335B9C9}}" xmlns:x15="{MICROSOFT}/spreadsheetml/2010/11/main"><x15:slicerCaches '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><x14:slicerCache r:id="{slicer_cache}"/></x15:slicerCaches></ext></extLst></workbook>')
    package.write("feature-slicer.xlsx", "slicers", "tables", "drawings")

    # SmartArt
    package = Package()
    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    part = drawing(package, "")
    identifiers = {}
    for name, root in [("data", "dataModel"), ("layout", "layoutDef"), ("quickStyle", "styleDef"), ("colors", "colorsDef")]:
        kind = {"data": "Data", "layout": "Layout", "quickStyle": "Style", "colors": "Colors"}[name]
        relation = {"data": "diagramData", "layout": "diagramLayout", "quickStyle": "diagramQuickStyle", "colors": "diagramColors"}[name]
        content = '<dgm:ptLst/><dgm:cxnLst/>' if name == "data" else ""
        identifiers[name] = package.add(
            f"xl/diagrams/{name}1.xml", f'<dgm:{root} xmlns:dgm="{diagram}">{content}</dgm:{root}>',
            f"application/vnd.openxmlformats-officedocument.drawingml.diagram{kind}+xml", part, relation)
    relations = (f'<dgm:relIds xmlns:dgm="{diagram}" xmlns:r="{DOCUMENT}" r:dm="{identifiers["data"]}" r:lo="{identifiers["layout"]}" '
                 f'r:qs="{identifiers["quickStyle"]}" r:cs="{identifiers["colors"]}"/>')
    package.replace(part, "</xdr:wsDr>", anchor.format(frame.format(diagram, relations)) + "</xdr:wsDr>")
    package.write("feature-smartart.xlsx", "SmartArt", "drawings")

    # Form control
    package = Package()
    legacy(package, '<x:ClientData ObjectType="Checkbox"><x:Anchor>8, 0, 2, 0, 10, 0, 4, 0</x:Anchor><x:Checked>1</x:Checked></x:ClientData>')
    control = package.add(
        "xl/ctrlProps/ctrlProp1.xml", f'<formControlPr xmlns="{MICROSOFT}/spreadsheetml/2009/9/main" objectType="CheckBox" checked="Checked" fmlaLink="$D$2"/>',
        "application/vnd.ms-excel.controlproperties+xml", SHEET, "ctrlProp")
    package.at_end(
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14" '
        f'xmlns:x14="{MICROSOFT}/spreadsheetml/2009/9/main"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="{control}" '
        'name="Check Box 1"><controlPr defaultSize="0"><anchor><from><xdr:col xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">8'
        "</xdr:col></from></anchor></controlPr></control></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>")
    package.write("feature-form-control.xlsx", "form controls", "VML", "mc:AlternateContent")

    # Threaded comment beside the note that stands for it
    package = Package()
    identity = "{11111111-2222-4333-8444-555555555555}"
    legacy(package, '<x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData>')
    package.add(
        "xl/comments1.xml",
        f'<comments xmlns="{MAIN}"><authors><author>tc={identity}</author></authors><commentList><comment ref="B2" authorId="0"><text><t>[Threaded comment] why?'
        "</t></text></comment></commentList></comments>", worksheet_type("comments"), SHEET, "comments")
    threads = f"{MICROSOFT}/spreadsheetml/2018/threadedcomments"
    package.add(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{threads}"><threadedComment ref="B2" dT="2024-02-29T12:00:00.00" personId="{identity}" id="{identity}"><text>why?</text>'
        "</threadedComment></ThreadedComments>", "application/vnd.ms-excel.threadedcomments+xml", SHEET, f"{MICROSOFT}/2017/10/relationships/threadedComment")
    package.add(
        "xl/persons/person.xml", f'<personList xmlns="{threads}"><person displayName="Auditor" id="{identity}" userId="auditor" providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml", WORKBOOK, f"{MICROSOFT}/2017/10/relationships/person")
    package.write("feature-threaded-comment.xlsx", "comments", "threaded comments", "VML")

    # Custom XML
    package = Package()
    package.add("customXml/item1.xml", '<reply xmlns="urn:example:reply"><id>42</id></reply>', "", WORKBOOK, "customXml")
    package.add(
        "customXml/itemProps1.xml",
        '<ds:datastoreItem ds:itemID="{22222222-2222-4333-8444-555555555555}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        '<ds:schemaRefs><ds:schemaRef ds:uri="urn:example:reply"/></ds:schemaRefs></ds:datastoreItem>',
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml", "customXml/item1.xml", "customXmlProps")
    package.write("feature-custom-xml.xlsx", "custom XML")

    # External link
    package = Package()
    link = package.add(
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><externalBook r:id="rIdNew0"><sheetNames><sheetName val="Prices"/></sheetNames><sheetDataSet>'
        '<sheetData sheetId="0"><row r="1"><cell r="A1"><v>7</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>',
        worksheet_type("externalLink"), WORKBOOK, "externalLink")
    package.relate("xl/externalLinks/externalLink1.xml", "externalLinkPath", "file:///C:/prices.xlsx", external=True)
    package.replace(WORKBOOK, "</sheets>", f'</sheets><externalReferences><externalReference r:id="{link}"/></externalReferences>')
    package.sub(SHEET, r"<f>B2\*2</f><v>[^<]*</v>", "<f>[1]Prices!A1*2</f><v>14</v>")
    package.write("feature-external-link.xlsx", "external links")

    # Connection and query table
    package = Package()
    package.add(
        "xl/connections.xml",
        f'<connections xmlns="{MAIN}"><connection id="1" name="Prices" type="4" refreshedVersion="6"><webPr url="https://example.org/prices.html"/></connection></connections>',
        worksheet_type("connections"), WORKBOOK, "connections")
    package.add(
        "xl/queryTables/queryTable1.xml", f'<queryTable xmlns="{MAIN}" name="Prices" connectionId="1" autoFormatId="16"/>', worksheet_type("queryTable"), SHEET, "queryTable")
    package.write("feature-connection.xlsx", "connections", "query tables")

    # Protected ranges and what else stands behind the cells
    package = Package()
    package.behind_cells(
        '<sheetProtection sheet="1" objects="1" scenarios="1"/><protectedRanges><protectedRange sqref="B2:B11" name="Amounts" algorithmName="SHA-512" '
        'hashValue="AAAA" saltValue="AAAA" spinCount="100000"/></protectedRanges><phoneticPr fontId="0"/>')
    package.at_end('<ignoredErrors><ignoredError sqref="B2:B11" numberStoredAsText="1"/></ignoredErrors>')
    package.write("feature-protected-ranges.xlsx", "protected ranges")

    # Rich data: a cell whose value is a data type, shown by old programs as an error
    package = Package()
    rich = f"{MICROSOFT}/spreadsheetml/2017/richdata"
    package.add(
        "xl/metadata.xml",
        f'<metadata xmlns="{MAIN}" xmlns:xlrd="{rich}"><metadataTypes count="1"><metadataType name="XLRICHVALUE" minSupportedVersion="120000" copy="1"/>'
        '</metadataTypes><futureMetadata name="XLRICHVALUE" count="1"><bk><extLst><ext uri="{3e2802c4-a4d2-4d8b-9148-e3be6c30e623}"><xlrd:rvb i="0"/></ext></extLst>'
        '</bk></futureMetadata><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>', worksheet_type("sheetMetadata"), WORKBOOK, "sheetMetadata")
    package.add(
        "xl/richData/rdrichvalue.xml", f'<rvData xmlns="{rich}" count="1"><rv s="0"><v>2</v></rv></rvData>', "application/vnd.ms-excel.rdrichvalue+xml", WORKBOOK,
        f"{MICROSOFT}/2017/06/relationships/rdRichValue")
    package.add(
        "xl/richData/rdrichvaluestructure.xml", f'<rvStructures xmlns="{rich}" count="1"><s t="_error"><k n="errorType" t="i"/></s></rvStructures>',
        "application/vnd.ms-excel.rdrichvaluestructure+xml", WORKBOOK, f"{MICROSOFT}/2017/06/relationships/rdRichValueStructure")
    package.sub(SHEET, r'<c r="B3"[^>]*><v>[^<]*</v></c>', '<c r="B3" t="e" vm="1"><v>#VALUE!</v></c>')
    package.sub(SHEET, r'<c r="F3"([^>]*)><f>B3\*2</f>', r'<c r="F3"\1 cm="1"><f t="array" ref="F3">B3*2</f>')
    package.write("feature-rich-data.xlsx", "rich data (vm)", "dynamic arrays (cm)")

    # Printer settings
    package = Package()
    printer = package.add("xl/printerSettings/printerSettings1.bin", bytes(range(256)), "", SHEET, "printerSettings")
    package.replace(TYPES, "<Override", '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/><Override')
    package.at_end(f'<pageSetup paperSize="9" orientation="landscape" r:id="{printer}"/>')
    package.write("feature-printer-settings.xlsx", "printer settings")

    # Chart with style and colours
    package = Package("xlsxwriter-features.xlsx")
    for name, root in [("style1", "chartStyle"), ("colors1", "colorStyle")]:
        package.add(
            f"xl/charts/{name}.xml", f'<cs:{root} xmlns:cs="{MICROSOFT}/drawing/2012/chartStyle" id="201"/>', f"application/vnd.ms-office.{root.lower()}+xml",
            "xl/charts/chart1.xml", f"{MICROSOFT}/2011/relationships/{root[0].lower() + root[1:]}")
    package.write("feature-chart-style.xlsx", "charts", "chart styles", "images", "sparklines")

    # Macros with their signature, and a signature of the package
    package = Package()
    macros = package.add("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016), "application/vnd.ms-office.vbaProject", WORKBOOK, f"{MICROSOFT}/2006/relationships/vbaProject")
    package.add("xl/vbaProjectSignature.bin", b"signature" * 20, "application/vnd.ms-office.vbaProjectSignature", "xl/vbaProject.bin", f"{MICROSOFT}/2006/relationships/vbaProjectSignature")
    package.replace(TYPES, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    package.write("feature-macros.xlsm", "macros")
    package.add("_xmlsignatures/origin.sigs", b"", f"application/vnd.openxmlformats-package.digital-signature-origin", ".", f"{PACKAGE}/relationships/digital-signature/origin")
    package.add(
        "_xmlsignatures/sig1.xml", '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/>', "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml",
        "_xmlsignatures/origin.sigs", f"{PACKAGE}/relationships/digital-signature/signature")
    package.write("feature-signed.xlsm", "macros", "signatures")


OUT.mkdir(parents=True, exist_ok=True)
by_openpyxl()
by_xlsxwriter()
converted()
patched()
features()
(OUT / "points.json").write_text(json.dumps(POINTS, indent=1, sort_keys=True, ensure_ascii=False))
print(f"{len(POINTS)} workbooks for {len({point for points in POINTS.values() for point in points})} points in {OUT}")
