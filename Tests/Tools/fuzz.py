#!/usr/bin/env python3
"""Fuzzes every target of Tests/Fuzz for some seconds, one after the other, and fails on a crash, a leak, a timeout or too much memory.

    fuzz.py PROGRAM SECONDS [TARGET...]

Seeds come from Fixtures/ and Templates/, once; seeds, corpora and what was found stay under .build/fuzz.
"""
import hashlib, os, re, subprocess, sys, zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / ".build/fuzz"
# What is given to the program, and the longest input in bytes.
TARGETS = {
    "archive": 32768, "package": 2048, "growth": 16, "tool": 2048, "workbook": 16384, "strings": 16384, "styles": 16384,
    "xml": 16384, "sheet": 16384, "rows": 4096, "calculation": 512, "formula": 2048, "values": 512, "definition": 16384, "factors": 8192,
    "drawing": 8192, "comments": 8192, "annotate": 2048,
}
PLAN = bytes([1, 2, 3, 1, 4, 9, 2, 0, 0, 1, 5, 0, 7, 3, 65, 66, 67])


def seed(target: str, data: bytes) -> None:
    if len(data) <= TARGETS[target]:
        folder = WORK / "seeds" / target
        folder.mkdir(parents=True, exist_ok=True)
        (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


def seed_from(path: Path) -> None:
    data = path.read_bytes()
    seed("archive", data)
    if not zipfile.is_zipfile(path):
        return
    stored = WORK / "stored.zip"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(stored, "w") as copy:
        for info in archive.infolist():
            try:
                part = archive.read(info)
            except zipfile.BadZipFile:
                continue
            copy.writestr(zipfile.ZipInfo(info.filename), part)
            name = info.filename
            if name.endswith((".xml", ".rels", ".vml")):
                seed("xml", part)
            if name.endswith("workbook.xml"):
                seed("workbook", part + PLAN)
            elif name.endswith("sharedStrings.xml"):
                seed("strings", part + PLAN)
            elif name.endswith(".vml"):
                seed("drawing", part + PLAN)
            elif "/comments" in name:
                seed("comments", part + PLAN)
            elif name.endswith("styles.xml"):
                seed("styles", part + PLAN)
            elif "/worksheets/sheet" in name:
                # Of a long sheet the first rows.
                rows = part.split(b"<row ")
                for count in (3, 6, len(rows)):
                    end = part.find(b"</sheetData>")
                    seed("sheet", (b"<row ".join(rows[:count]) + part[end:] if count < len(rows) else part) + PLAN)
                for count in (2, 8):
                    seed("rows", b"<row ".join([b"", *rows[2:2 + count]]).partition(b"</sheetData>")[0])
            for kind, pattern in (("formula", rb"<f[^>]*>([^<]+)</f>"), ("values", rb"<[vt][^>]*>([^<]{1,60})</[vt]>")):
                for text in sorted(set(re.findall(pattern, part)))[:200]:
                    text = text.replace(b"&amp;", b"&").replace(b"&quot;", b'"').replace(b"&lt;", b"<").replace(b"&gt;", b">")
                    seed(kind, text + (b"\x00\x01\x02\x03" if kind == "formula" else b""))
                    if kind == "formula":
                        seed("calculation", text)
    seed("archive", stored.read_bytes())
    stored.unlink()


def make_seeds() -> None:
    if (WORK / "seeds/complete").exists():
        return
    for path in sorted((ROOT / "Fixtures").rglob("*.xls[xm]")):
        seed_from(path)
    for path in (ROOT / "Templates").glob("*.yaml"):
        lines = path.read_bytes().split(b"\n")
        for count in (40, 120, len(lines)):
            seed("definition", b"\n".join(lines[:count]))
    for path in [*(ROOT / "Fixtures/factors").glob("*.csv"), *(ROOT / "Sources/CAssets/data").glob("*.csv")]:
        seed("factors", b"\n".join(path.read_bytes().split(b"\n")[:40]))
    compatibility = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    for content in (
        f"<mc:AlternateContent {compatibility}><mc:Choice Requires='x'><row><c/></row></mc:Choice><mc:Fallback><row><c/></row></mc:Fallback>"
        "</mc:AlternateContent>", f"<row><mc:AlternateContent {compatibility}><mc:Fallback><c><v>1</v></c></mc:Fallback></mc:AlternateContent></row>",
        "</sheetData><sheetData><row><c><v>2</v></c></row>", "<row><c r='B1'/><c r='A1'/></row><x:row xmlns:x='urn:x'><x:c/></x:row>",
        "<row><c><f t='shared' ref='A1:B2' si='1'>C1</f></c><c><f t='shared' si='1'/></c></row><row><c><f t='shared' si='1'/></c></row>",
    ):
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        seed("rows", content.encode())
        seed("sheet", f'<worksheet xmlns="{main}"><sheetData>{content}</sheetData></worksheet>'.encode() + PLAN)
    functions = {name for path in (ROOT / "Sources/Formulas/Functions").glob("*.swift") for name in re.findall(r'"([A-Z][A-Z0-9.]+)"', path.read_text())}
    for name in sorted(functions):
        for arguments in ("1", "2,A1:B2", "0.5,3,1,1", "{1,2;3,4},2", '"1 May",A1,{2}', "A1:B2,A1:B2,1,2,3"):
            seed("calculation", f"{name}({arguments})".encode())
    for target in ("package", "growth", "tool", "annotate"):
        for number in range(64):
            seed(target, hashlib.sha512(bytes([number])).digest()[: min(64, TARGETS[target])])
    (WORK / "seeds/complete").touch()


def run(program: str, target: str, seconds: int) -> dict:
    corpus, artifacts = WORK / "corpus" / target, WORK / "artifacts"
    corpus.mkdir(parents=True, exist_ok=True)
    artifacts.mkdir(parents=True, exist_ok=True)
    environment = dict(
        os.environ, FUZZ_TARGET=target, FUZZ_TOOL=str(ROOT / "Fixtures/tools/golden.xlsx"),
        LSAN_OPTIONS=f"suppressions={ROOT}/Tests/Tools/leaks.txt:print_suppressions=0")
    command = [
        "nice", "-n", "10", program, str(corpus), str(WORK / "seeds" / target), f"-max_total_time={seconds}",
        # Of the wall clock: on a machine that does something else as well, an input of a megabyte takes its time.
        f"-timeout={60 if target == 'growth' else 5}",
        "-rss_limit_mb=1024", "-malloc_limit_mb=512", f"-max_len={TARGETS[target]}", f"-dict={ROOT}/Tests/Fuzz/workbook.dict",
        f"-artifact_prefix={artifacts}/{target}-", "-print_final_stats=1", "-verbosity=1", "-report_slow_units=2"]
    log = WORK / f"{target}.log"
    with log.open("wb") as output:
        status = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, env=environment).returncode
    text = log.read_text(errors="replace")

    def last(pattern: str) -> str:
        return (re.findall(pattern, text) or ["-"])[-1]

    if "inline 8-bit counters" not in text:
        sys.exit(f"{target}: no coverage counters, the fuzzer would be blind; see {log}")
    fault = "" if status == 0 else last(r"(?:SUMMARY|ERROR): \w+: ([^\n]{1,60})")
    message = last(r"Fatal error: ([^\n]{1,100})")
    return {
        "target": target, "executions": last(r"number_of_executed_units: (\d+)"), "exec/s": last(r"average_exec_per_sec: +(\d+)"),
        "edges": last(r"cov: (\d+)"), "features": last(r"ft: (\d+)"), "corpus": last(r"corp: (\d+)"), "peak MB": last(r"peak_rss_mb: +(\d+)"),
        "slowest s": last(r"slowest_unit_time_sec: +(\d+)"), "fault": fault if message == "-" else message}


def main() -> None:
    program, seconds, names = sys.argv[1], int(sys.argv[2]), sys.argv[3:] or list(TARGETS)
    make_seeds()
    rows = []
    for name in names:
        rows.append(run(program, name, seconds))
        print("  ".join(f"{key} {value}" for key, value in rows[-1].items() if value), flush=True)
    widths = {key: max(len(key), *(len(row[key]) for row in rows)) for key in rows[0]}
    print()
    for row in [{key: key for key in rows[0]}, *rows]:
        print("  ".join(row[key].ljust(widths[key]) for key in row))
    if any(row["fault"] for row in rows):
        sys.exit(f"What was found is in {WORK}/artifacts, the words of each target in {WORK}/TARGET.log")


main()
