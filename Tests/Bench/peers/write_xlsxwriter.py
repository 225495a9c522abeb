"""Writes the rows of `Bench write` with xlsxwriter in its mode of constant memory: ROWS FILE."""
import sys

import xlsxwriter

rows, path = int(sys.argv[1]), sys.argv[2]
workbook = xlsxwriter.Workbook(path, {"constant_memory": True})
sheet = workbook.add_worksheet("Data")
for row in range(1, rows + 1):
    sheet.write_string(row - 1, 0, f"PN-{row}")
    sheet.write_string(row - 1, 1, "Electronics")
    for column in range(3, 12):
        sheet.write_number(row - 1, column - 1, row * column / 8)
workbook.close()
