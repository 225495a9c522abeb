// Writes the rows of `Bench write` with libxlsxwriter in its mode of constant memory.
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int count, char **arguments) {
  if (count != 3) return 2;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
  lxw_workbook *workbook = workbook_new_opt(arguments[2], &options);
  lxw_worksheet *sheet = workbook_add_worksheet(workbook, "Data");
  char text[32];
  for (int row = 1; row <= atoi(arguments[1]); row++) {
    snprintf(text, sizeof text, "PN-%d", row);
    worksheet_write_string(sheet, row - 1, 0, text, NULL);
    worksheet_write_string(sheet, row - 1, 1, "Electronics", NULL);
    for (int column = 3; column <= 11; column++) worksheet_write_number(sheet, row - 1, column - 1, (double)row * column / 8, NULL);
  }
  return workbook_close(workbook);
}
