#!/usr/bin/env python3
"""Make Fixtures/unreadable: files that are no readable workbook, each for another reason.

usage: make_unreadable.py WORKBOOK.xlsx FOLDER        needs msoffcrypto-tool (PyPI) and LibreOffice

WORKBOOK.xlsx is a small good workbook (Fixtures/forms/as-template.xlsx). LibreOffice makes the formats of other programs, msoffcrypto-tool
the encrypted file; the rest is made by changing the archive.
"""
import os, pathlib, shutil, subprocess, sys, tempfile, zipfile
import msoffcrypto.format.ooxml


def rezip(source, target, change):
    """Copies an archive; change(name, data) gives the new content, None leaves the part out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = change(info.filename, old.read(info))
            if data is not None:
                new.writestr(zipfile.ZipInfo(info.filename), data, zipfile.ZIP_DEFLATED)


def converted(source, extension, target):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', extension, '--outdir', folder, source],
                       check=True, capture_output=True)
        shutil.copy(pathlib.Path(folder, pathlib.Path(source).stem + '.' + extension), target)


def main(source, folder):
    out = lambda name: str(pathlib.Path(folder, name))
    os.makedirs(folder, exist_ok=True)
    good = pathlib.Path(source).read_bytes()
    pathlib.Path(out('empty.xlsx')).write_bytes(b'')
    pathlib.Path(out('picture.xlsx')).write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(range(256)))
    pathlib.Path(out('comma-separated.xlsx')).write_text('MFG,MPN,kg CO2 p/part\nGolden,PN-1234,1.8\n')
    pathlib.Path(out('truncated.xlsx')).write_bytes(good[:len(good) * 2 // 3])
    rezip(source, out('without-workbook-part.xlsx'), lambda name, data: None if name == 'xl/workbook.xml' else data)
    rezip(source, out('without-sheet-part.xlsx'), lambda name, data: None if name == 'xl/worksheets/sheet1.xml' else data)
    rezip(source, out('malformed-sheet.xlsx'), lambda name, data: data.replace(b'</row>', b'</rov>', 1) if name == 'xl/worksheets/sheet1.xml' else data)
    rezip(source, out('document-type.xlsx'), lambda name, data: data.replace(b'?>', b'?>\n<!DOCTYPE x [<!ENTITY e "e">]>', 1) if name == 'xl/workbook.xml' else data)
    with zipfile.ZipFile(source) as archive:
        info = archive.getinfo('xl/worksheets/sheet1.xml')
        at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    pathlib.Path(out('damaged.xlsx')).write_bytes(good[:at] + bytes([good[at] ^ 0x55]) + good[at + 1:])
    with open(source, 'rb') as plain, open(out('encrypted.xlsx'), 'wb') as secret:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt('secret', secret)
    converted(source, 'xls', out('excel-97.xlsx'))
    converted(source, 'ods', out('open-document.xlsx'))


main(*sys.argv[1:])
