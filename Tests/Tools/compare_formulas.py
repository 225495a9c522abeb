#!/usr/bin/env python3
"""Generated formulas: what `greenquote recalculate` writes for them is what LibreOffice calculates.

    compare_formulas.py GREENQUOTE WORK [COUNT [SEED]]

Formulas are random and the same for each seed. They use what LibreOffice and Excel are known to do alike; LibreOffice is
no judge where the two differ. Needs openpyxl and soffice.
"""
import random
import subprocess
import sys
from pathlib import Path

import openpyxl

GRID = [
    [1, 2.5, -3, 0, 12],
    [7, None, 4.25, "text", 100],
    [0.1, 3, 3, "Text", -0.5],
    [1e6, 5, None, "12", 2],
    [-8, 6, 9, "b c", 45000],
    [2, 1, 8, "z", 45291.75],
]
COLUMNS = "ABCDE"
NUMBERS = ["A", "B", "C", "E"]


class Formulas:
    """Formulas that end in a number, a text or a truth value, up to some depth."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def any(self, depth: int = 3) -> str:
        return self.random.choice([self.number, self.number, self.text, self.truth])(depth)

    def cell(self, columns: list[str] = NUMBERS) -> str:
        return f"{self.random.choice(['', '$'])}{self.random.choice(columns)}{self.random.choice(['', '$'])}{self.random.randint(1, len(GRID))}"

    def range(self) -> str:
        first, last = sorted(self.random.sample(range(1, len(GRID) + 1), 2))
        one, other = sorted(self.random.sample(["A", "B", "C"], 2))
        return self.random.choice([f"{one}{first}:{other}{last}", f"{one}{first}:{one}{last}", f"A{first}:E{first}"])

    def constant(self) -> str:
        return self.random.choice(["0", "1", "2", "3", "10", "0.5", "-1", "1.25", "100", "7"])

    def number(self, depth: int) -> str:
        r, n = self.random, lambda: self.number(depth - 1)
        if depth <= 0:
            return r.choice([self.constant, self.cell])()
        return r.choice([
            self.constant, self.cell,
            lambda: f"({n()}{r.choice('+-*/')}{n()})", lambda: f"-{n()}", lambda: f"{self.constant()}%",
            lambda: f"{r.choice(['SUM', 'MIN', 'MAX', 'COUNT', 'COUNTA', 'PRODUCT', 'AVERAGE', 'SUMSQ', 'MEDIAN'])}({self.range()},{n()})",
            lambda: f"{r.choice(['ABS', 'INT', 'SIGN', 'EXP', 'SQRT', 'EVEN', 'ODD', 'FACT', 'ATAN', 'COS'])}(MOD({n()},9))",
            lambda: f"LN(ABS({n()})+1)", lambda: f"{r.choice(['ROUND', 'ROUNDUP', 'ROUNDDOWN', 'TRUNC'])}({n()},{r.randint(-2, 3)})",
            lambda: f"MOD({n()},{r.choice(['3', '7', '-4', '2.5'])})",
            lambda: f"IF({self.truth(depth - 1)},{n()},{n()})",
            lambda: f"IFERROR({n()}/{n()},{n()})",
            lambda: f"COUNTIF({self.range()},\"{r.choice(['>', '<', '>=', '<=', '<>', '='])}{self.constant()}\")",
            lambda: f"SUMIF({self.range()},\"{r.choice(['>', '<', '>='])}{self.constant()}\")",
            lambda: f"SUMPRODUCT(({'A1:A6'}{r.choice(['>', '<', '='])}{n()})*({'C1:C6'}))",
            lambda: f"INDEX({'A1:C6'},{r.randint(1, 6)},{r.randint(1, 3)})",
            lambda: f"MATCH({self.cell()},{r.choice(['A1:A6', 'C1:C6', 'E1:E6'])},0)",
            lambda: f"VLOOKUP({self.cell(['A'])},A1:E6,{r.choice([2, 3, 5])},FALSE)",
            lambda: f"CHOOSE({r.randint(1, 3)},{n()},{n()},{n()})",
            lambda: f"LEN({self.text(depth - 1)})", lambda: f"N({self.cell()})", lambda: f"ROWS({self.range()})",
            lambda: f"{r.choice(['YEAR', 'MONTH', 'DAY', 'WEEKDAY'])}({r.choice(['E5', 'E6', '45350', '36526'])})",
            lambda: f"DATE({r.randint(1995, 2030)},{r.randint(1, 14)},{r.randint(1, 31)})",
            lambda: f"EOMONTH(E5,{r.randint(-14, 14)})", lambda: f"LARGE({'A1:A6'},{r.randint(1, 6)})",
            lambda: f"{r.choice(['STDEV', 'VAR', 'STDEVP', 'VARP'])}(A1:A6,{n()})",
            lambda: f"ROUND(PMT({r.choice(['0.01', '0.05'])},{r.randint(2, 40)},{self.constant()}),8)",
            lambda: f"ROUND(NPV(0.07,A1:A6),6)", lambda: f"GCD({r.randint(1, 90)},{r.randint(1, 90)})",
        ])()

    def text(self, depth: int) -> str:
        r, n, t = self.random, lambda: self.number(depth - 1), lambda: self.text(depth - 1)
        if depth <= 0:
            return r.choice(['"ab"', '"Text"', "D2", "D5", '"a,b,c"'])
        return r.choice([
            lambda: '"x y"', lambda: f"{t()}&{t()}", lambda: f"LEFT({t()},{r.randint(0, 3)})",
            lambda: f"RIGHT({t()},{r.randint(0, 3)})", lambda: f"MID({t()},{r.randint(1, 3)},{r.randint(0, 4)})",
            lambda: f"UPPER({t()})", lambda: f"LOWER({t()})", lambda: f"TRIM({t()})", lambda: f"PROPER({t()})",
            lambda: f"SUBSTITUTE({t()},\"a\",\"zz\")", lambda: f"REPT({t()},{r.randint(0, 3)})",
            lambda: f"IF({self.truth(depth - 1)},{t()},{t()})", lambda: f"CONCATENATE({t()},{t()})",
            lambda: f"TEXT({r.choice(['A4', 'B1', 'C2', 'E1', 'A5'])},\"{r.choice(['0', '0.00', '#,##0', '0%', '0.0E+00'])}\")",
            lambda: f"TEXT(E5,\"{r.choice(['yyyy-mm-dd', 'dd/mm/yy', 'm/d/yyyy'])}\")",
            lambda: f"ADDRESS({r.randint(1, 9)},{r.randint(1, 40)},{r.randint(1, 4)})",
        ])()

    def truth(self, depth: int) -> str:
        r, n = self.random, lambda: self.number(depth - 1)
        if depth <= 0:
            return r.choice(["TRUE", "FALSE", "A1>B1"])
        return r.choice([
            lambda: f"{n()}{r.choice(['=', '<', '>', '<=', '>=', '<>'])}{n()}",
            lambda: f"{self.text(depth - 1)}={self.text(depth - 1)}",
            lambda: f"{r.choice(['AND', 'OR'])}({self.truth(depth - 1)},{self.truth(depth - 1)})",
            lambda: f"NOT({self.truth(depth - 1)})",
            lambda: f"{r.choice(['ISNUMBER', 'ISTEXT', 'ISBLANK', 'ISERROR'])}({self.cell(list(COLUMNS))})",
        ])()


def write(path: Path, count: int, seed: int) -> list[str]:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in GRID:
        sheet.append(row)
    formulas = Formulas(seed)
    texts = [formulas.any() for _ in range(count)]
    for row, text in enumerate(texts, 1):
        sheet.cell(row, 7, "=" + text)
    book.save(path)
    return texts


def values(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path, data_only=True).active
    return [row[0] for row in sheet.iter_rows(min_col=7, max_col=7, values_only=True)]


def agree(one: object, other: object) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= max(1e-9 * max(abs(one), abs(other)), 1e-12)
    return (one or "") == (other or "")


def main() -> None:
    program, work = sys.argv[1], Path(sys.argv[2])
    count, seed = int((sys.argv[3:4] or ["600"])[0]), int((sys.argv[4:5] or ["1"])[0])
    work.mkdir(parents=True, exist_ok=True)
    (work / "office").mkdir(exist_ok=True)
    book = work / "formulas.xlsx"
    texts = write(book, count, seed)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{(work / 'profile').resolve()}", "--headless", "--convert-to", "xlsx", "--outdir",
         str(work / "office"), str(book)], check=True, capture_output=True, timeout=300)
    ours = work / "recalculated.xlsx"
    subprocess.run([program, "recalculate", str(book), "-o", str(ours), "--force", "--quiet"], check=False, timeout=300)
    compared, different, missing = 0, [], 0
    for row, (text, one, other) in enumerate(zip(texts, values(ours), values(work / "office" / "formulas.xlsx")), 1):
        if one is None and other not in (None, ""):
            missing += 1
            continue
        compared += 1
        if not agree(one, other):
            different.append(f"  G{row} ={text}: {one!r}, LibreOffice {other!r}")
    print(f"{compared} of {count} formulas compared with LibreOffice, {missing} not evaluated, {len(different)} different")
    print("\n".join(different[:40]))
    if different or compared < count * 0.9:
        sys.exit(1)


if __name__ == "__main__":
    main()
