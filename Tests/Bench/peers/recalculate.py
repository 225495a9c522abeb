"""Recalculates a workbook with another engine: recalculate.py ENGINE FILE [OUT]

ENGINE is formualizer or ironcalc, both from PyPI. formualizer reads and evaluates; with OUT it writes the workbook, too.
"""
import sys

engine, path = sys.argv[1:3]
if engine == "formualizer":
    import formualizer

    if len(sys.argv) > 3:
        formualizer.recalculate_file(path, output=sys.argv[3])
    else:
        formualizer.load_workbook(path).evaluate_all()
else:
    import ironcalc

    ironcalc.load_from_xlsx(path, "en", "UTC", "en").evaluate()
