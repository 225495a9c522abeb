"""Edits the cells of `Bench edit` with openpyxl: FILE OUT ROWS."""
import sys

import openpyxl

source, target, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
for number in range(1, 1001):
    sheet.cell(max(1, number * rows // 1000), 5).value = number
book.save(target)
