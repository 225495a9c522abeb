"""Completes a part of 28 EUR with the company figures of the real VSME workbooks, also where every defined name is broken.

check_company_figures.py PROGRAM FOLDER SCRATCH
"""
import pathlib
import re
import subprocess
import sys
import zipfile

import openpyxl

PROGRAM, FOLDER, SCRATCH = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
# kg CO2, non-renewable and renewable kWh of a part of 28 EUR: company figure ÷ turnover × price.
EXPECTED = {
    "VSME-Digital-Template-Sample-1.3.0": (178.7234042553, 154.9333429, 35.0000061),
    "VSME-Digital-Template-Sample-1.0.0": (17.8723404255, 14.2978978, 13.0468158),
}


def with_broken_names(source: pathlib.Path) -> pathlib.Path:
    target = SCRATCH / f"{source.stem}-broken.xlsx"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/workbook.xml":
                content, count = re.subn(rb"(<definedName [^>]*>)[^<]*", rb"\1#REF!", content)
                assert count > 100, count
            new.writestr(item, content)
    return target


def complete(company: pathlib.Path) -> tuple[subprocess.CompletedProcess, pathlib.Path]:
    form = SCRATCH / f"{company.stem}-form.xlsx"
    command = [PROGRAM, "complete", "Fixtures/parts/plain-sheet.xlsx", "--company", company, "-o", form, "--force"]
    return subprocess.run(command + ["--as-of", "2027-01-15", "--language", "en"], capture_output=True, text=True), form


SCRATCH.mkdir(parents=True, exist_ok=True)
for name, expected in EXPECTED.items():
    source = FOLDER / f"{name}.xlsx"
    for company, how in ((source, "(defined name)"), (with_broken_names(source), "(label)")):
        result, form = complete(company)
        assert result.returncode == 0, result.stderr
        cells = openpyxl.load_workbook(form)["Sustainability"]
        row = [cell.value for cell in cells[2]]
        assert row[1] == "EX-28", row
        for found, wanted in zip(row[2:5], expected):
            assert abs(found - wanted) < 1e-7, (company, row, expected)
        taken = next(line for line in result.stdout.splitlines() if line.strip().startswith("Turnover"))
        assert taken.endswith(how), taken
        print(f"{company.name}: {row[2:5]} {taken.strip()}")
empty = FOLDER / "VSME-Digital-Template-1.3.0.xlsx"
result, form = complete(empty)
assert result.returncode == 1 and not form.exists(), result.stderr
assert f"The revenue is missing in {empty}" in result.stderr, result.stderr
print(f"{empty.name}: refused, nothing was written")
