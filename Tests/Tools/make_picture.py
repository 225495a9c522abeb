#!/usr/bin/env python3
"""Make the README's picture: the tool's summary and parts, below them the completed form, as LibreOffice shows them.

usage: make_picture.py TOOL.xlsx FORM.xlsx PICTURE.png        needs LibreOffice, poppler-utils, Pillow (PyPI), and Noto's Chinese glyphs
"""
import pathlib, subprocess, sys, tempfile
from PIL import Image, ImageChops, ImageDraw

GREEN, WHITE, WIDTH, MARGIN = (31, 110, 67), 'white', 1200, 24
SUMMARY, PARTS = 5, 6  # pages of the tool, one a sheet, two of the electricity factor


def pages(workbook, folder, resolution=150):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to', 'pdf', '--outdir', folder, workbook],
                   check=True, capture_output=True)
    stem = pathlib.Path(folder, pathlib.Path(workbook).stem)
    subprocess.run(['pdftoppm', '-r', str(resolution), '-png', f'{stem}.pdf', str(stem)], check=True)
    for page in sorted(pathlib.Path(folder).glob(stem.name + '-*.png')):
        image = Image.open(page).convert('RGB')
        box = ImageChops.difference(image, Image.new('RGB', image.size, WHITE)).getbbox()
        yield image.crop(box) if box else image


def fitted(image, width):
    return image.resize((width, round(image.height * width / image.width)), Image.LANCZOS)


def main(tool, form, target):
    with tempfile.TemporaryDirectory() as folder:
        sheets, filled = list(pages(tool, folder)), list(pages(form, folder))
    summary, parts = sheets[SUMMARY], sheets[PARTS]
    completed = filled[0].crop((0, 0, filled[0].width * 62 // 100, filled[0].height))
    rows = [fitted(image, WIDTH) for image in (summary, parts, completed)]
    picture = Image.new('RGB', (WIDTH + 2 * MARGIN, sum(row.height for row in rows) + 5 * MARGIN), WHITE)
    top = MARGIN
    for index, row in enumerate(rows):
        if index == 2:
            draw, middle = ImageDraw.Draw(picture), WIDTH // 2 + MARGIN
            draw.rectangle([middle - 4, top - 15, middle + 4, top + 12], fill=GREEN)
            draw.polygon([(middle - 18, top + 10), (middle, top + 32), (middle + 18, top + 10)], fill=GREEN)
            top += 2 * MARGIN
        picture.paste(row, (MARGIN, top))
        top += row.height + MARGIN
    picture.quantize(64).save(target, optimize=True)


main(*sys.argv[1:])
