#!/usr/bin/env python3
"""Make Fixtures/features.xlsm: a workbook with what editors commonly lose.

usage: make_features.py OUTPUT.xlsm        needs XlsxWriter and Pillow (PyPI)

Written by XlsxWriter, then patched for what it cannot write: shared formulas, an x14 data validation on another sheet, a calculation chain, a stored (not
compressed) image, an extra field and a comment on an archive entry. The macro project is a dummy: enough for a part to be carried along, not for Excel to run.
"""
import io, os, struct, sys, tempfile, zipfile
import xlsxwriter
from PIL import Image

CALC_CHAIN = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
              '<c r="D2" i="1"/><c r="D3" i="1"/><c r="D4" i="1"/><c r="D5" i="1"/><c r="D6" i="1"/></calcChain>')
X14_VALIDATION = ('<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
                  '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
                  '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1>'
                  '<xm:sqref>E2:E6</xm:sqref></x14:dataValidation></x14:dataValidations></ext>')


def build(path, macros):
    book = xlsxwriter.Workbook(path)
    book.add_vba_project(macros)
    data, lists = book.add_worksheet('Data'), book.add_worksheet('Lists')
    lists.hide()
    lists.write_column('A1', ['Yes', 'No', 'Unknown'])
    head = book.add_format({'bold': True, 'bg_color': '#1F4E78', 'font_color': 'white'})
    percent = book.add_format({'num_format': '0.0%', 'bg_color': '#FFFF00', 'locked': False})
    data.write_row('A1', ['Site', 'Energy', 'Share', 'Weighted', 'Checked'], head)
    for row in range(1, 6):
        data.write(row, 0, f'Site {row} ä & <b>')
        data.write(row, 1, 1000.25 * row)
        data.write(row, 2, row / 15, percent)
        data.write_formula(row, 3, f'=B{row + 1}*C{row + 1}', None, 1000.25 * row * row / 15)
    data.merge_range('A8:C9', 'Merged', head)
    data.write_array_formula('G2:G6', '{=B2:B6*2}', None, 2000.5)
    data.write_rich_string('A11', 'plain ', head, 'rich', ' text')
    data.write('B11', 'Lists')
    data.write_comment('B2', 'Where does this come from?', {'author': 'Auditor'})
    data.conditional_format('B2:B6', {'type': 'data_bar', 'bar_solid': True, 'data_bar_2010': True})
    data.conditional_format('C2:C6', {'type': 'cell', 'criteria': '>', 'value': 0.2, 'format': head})
    data.data_validation('C2:C6', {'validate': 'decimal', 'criteria': 'between', 'minimum': 0, 'maximum': 1})
    data.add_sparkline('F2', {'range': 'Data!B2:B6'})
    data.add_table('I1:K4', {'name': 'Fuels', 'columns': [{'header': 'Fuel'}, {'header': 'Amount'}, {'header': 'Unit'}]})
    data.set_column('H:H', 20, percent)
    data.set_row(12, 30, head)
    data.freeze_panes(1, 1)
    data.autofilter('A1:E6')
    chart = book.add_chart({'type': 'column'})
    chart.add_series({'values': '=Data!$B$2:$B$6', 'categories': '=Data!$A$2:$A$6'})
    data.insert_chart('A15', chart)
    picture = io.BytesIO()
    Image.new('RGB', (16, 16), (31, 78, 120)).save(picture, 'PNG')
    data.insert_image('G15', 'logo.png', {'image_data': picture})
    book.define_name('Energy', '=Data!$B$2:$B$6')
    book.define_name('Data!Local', '=Data!$A$1')
    book.set_properties({'title': 'Features', 'created': __import__('datetime').datetime(2024, 1, 1)})
    book.close()


def patch(name, text):
    if name == 'xl/worksheets/sheet1.xml':
        text = text.replace('<f>B2*C2</f>', '<f t="shared" ref="D2:D6" si="0">B2*C2</f>')
        for row in range(3, 7):
            text = text.replace(f'<f>B{row}*C{row}</f>', '<f t="shared" si="0"/>')
        before, _, after = text.rpartition('<extLst>')
        text = before + '<extLst>' + X14_VALIDATION + after
    elif name == 'xl/workbook.xml':
        text = text.replace(' fullCalcOnLoad="1"', '')
    elif name == 'xl/_rels/workbook.xml.rels':
        text = text.replace('</Relationships>', '<Relationship Id="rIdCalc" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                            'relationships/calcChain" Target="calcChain.xml"/></Relationships>')
    elif name == '[Content_Types].xml':
        text = text.replace('</Types>', '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                            'spreadsheetml.calcChain+xml"/></Types>')
    return text


def main(output):
    with tempfile.TemporaryDirectory() as folder:
        macros, plain = os.path.join(folder, 'vbaProject.bin'), os.path.join(folder, 'plain.xlsm')
        with open(macros, 'wb') as file:
            file.write(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(1016))
        build(plain, macros)
        source = zipfile.ZipFile(plain)
        with zipfile.ZipFile(output, 'w', zipfile.ZIP_DEFLATED) as target:
            target.comment = b'made by make_features.py'
            for number, name in enumerate(source.namelist() + ['xl/calcChain.xml']):
                body = CALC_CHAIN.encode() if name == 'xl/calcChain.xml' else source.read(name)
                if name.endswith(('.xml', '.rels')):
                    body = patch(name, body.decode()).encode()
                info = zipfile.ZipInfo(name, (2020, 2, 1 + number % 28, 12, number % 60, 10))
                info.compress_type = zipfile.ZIP_STORED if name.endswith('.png') else zipfile.ZIP_DEFLATED
                if 'drawing' in name:
                    info.extra = struct.pack('<HHI', 0x4751, 4, 0x12345678)
                    info.comment = b'a drawing'
                target.writestr(info, body)


main(sys.argv[1])
