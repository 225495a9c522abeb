"""Checks every output of 'greenquote validate': JSON against the published schema, CSV by its columns, HTML for balanced tags and
for needing nothing beside itself.

check_findings.py PROGRAM WORKBOOK…
"""
import csv
import html.parser
import io
import json
import re
import subprocess
import sys

import jsonschema

PROGRAM, WORKBOOKS = sys.argv[1], sys.argv[2:]
EMPTY = {"meta", "br", "hr", "img", "link", "input"}


class Balance(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attributes: list) -> None:
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "href") or value.startswith("#"), (tag, name, value)
        assert tag not in ("script", "link", "img", "iframe"), tag
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, (tag, self.open[-3:], self.getpos())
        self.open.pop()


def validate(*options: str, files: list[str]) -> str:
    run = subprocess.run([PROGRAM, "validate", *options, *files], capture_output=True, check=False)
    assert run.returncode in (0, 1, 3), (run.returncode, run.stderr.decode())
    return run.stdout.decode()


schema = json.loads(validate("--schema", files=[]))
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for language in ("en", "zh"):
    document = json.loads(validate("--format", "json", "--language", language, files=WORKBOOKS))
    errors = [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(document)]
    assert not errors, errors
    findings = sum(len(file["findings"]) for file in document["files"])
    unreadable = sum(file["verdict"] == "unreadable" for file in document["files"])

    text = validate("--format", "csv", "--language", language, files=WORKBOOKS)
    assert text.startswith("\ufeff") and text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    assert len(rows) == findings + unreadable, (len(rows), findings, unreadable)
    for row in rows:
        assert None not in row and None not in row.values(), row
        assert not any(re.match(r"[=+\-@\t\r]", value) for value in row.values()), row

    page = Balance()
    page.feed(validate("--format", "html", "--language", language, files=WORKBOOKS))
    page.close()
    assert not page.open, page.open
    print(f"{language}: {len(document['files'])} files, {findings} findings, {unreadable} unreadable: JSON, CSV and HTML conform")
