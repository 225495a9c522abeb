#!/usr/bin/env python3
"""Make Fixtures/protected: workbooks under a password, as the versions of Excel encrypt them.

usage: make_protected.py WORKBOOK.xlsx FOLDER        needs msoffcrypto-tool (PyPI)

WORKBOOK.xlsx is Fixtures/forms/extra-sheets.xlsx. msoffcrypto-tool encrypts the way of Excel 2016 and makes the container of all; the ways of
Excel 2007 and 2010 are written here after [MS-OFFCRYPTO], and msoffcrypto-tool must be able to read them.
"""
import base64, hashlib, io, os, pathlib, struct, sys
import msoffcrypto
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from msoffcrypto.format.ooxml import OOXMLFile
from msoffcrypto.method.container.ecma376_encrypted import ECMA376Encrypted

PASSWORD = 'пароль 密码'


def encrypted(data, key, mode):
    data += bytes(-len(data) % 16)
    encryptor = Cipher(algorithms.AES(key), mode).encryptor()
    return encryptor.update(data) + encryptor.finalize()


def hashed(salt, rounds):
    value = hashlib.sha1(salt + PASSWORD.encode('utf-16-le')).digest()
    for number in range(rounds):
        value = hashlib.sha1(struct.pack('<I', number) + value).digest()
    return value


def standard(plain):
    """Excel 2007: AES with 128 bits, each block by itself; SHA-1 50,000 times."""
    salt, verifier = os.urandom(16), os.urandom(16)
    last = hashlib.sha1(hashed(salt, 50000) + bytes(4)).digest()
    key = hashlib.sha1(bytes(a ^ b for a, b in zip(b'\x36' * 64, last.ljust(64, b'\0')))).digest()[:16]
    provider = 'Microsoft Enhanced RSA and AES Cryptographic Provider\0'.encode('utf-16-le')
    header = struct.pack('<8I', 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + provider
    info = struct.pack('<HHII', 3, 2, 0x24, len(header)) + header
    info += struct.pack('<I', 16) + salt + encrypted(verifier, key, modes.ECB()) + struct.pack('<I', 20)
    info += encrypted(hashlib.sha1(verifier).digest(), key, modes.ECB())
    return struct.pack('<Q', len(plain)) + encrypted(plain, key, modes.ECB()), info


def agile(plain):
    """Excel 2010: AES with 128 bits, chained in pieces of 4096 bytes; SHA-1 100,000 times."""
    content_salt, salt, verifier, key = (os.urandom(16) for _ in range(4))
    last = hashed(salt, 100000)

    def under(purpose, data):
        return base64.b64encode(encrypted(data, hashlib.sha1(last + bytes.fromhex(purpose)).digest()[:16], modes.CBC(salt))).decode()

    common = 'saltSize="16" blockSize="16" keyBits="128" hashSize="20" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA1"'
    xml = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"'
           ' xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
           f'<keyData {common} saltValue="{base64.b64encode(content_salt).decode()}"/>'
           f'<dataIntegrity encryptedHmacKey="{base64.b64encode(bytes(32)).decode()}" encryptedHmacValue="{base64.b64encode(bytes(32)).decode()}"/>'
           '<keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password">'
           f'<p:encryptedKey spinCount="100000" {common} saltValue="{base64.b64encode(salt).decode()}"'
           f' encryptedVerifierHashInput="{under("fea7d2763b4b9e79", verifier)}"'
           f' encryptedVerifierHashValue="{under("d7aa0f6d3061344e", hashlib.sha1(verifier).digest())}"'
           f' encryptedKeyValue="{under("146e0be7abacd0d6", key)}"/></keyEncryptor></keyEncryptors></encryption>')
    package = struct.pack('<Q', len(plain))
    for number in range(0, len(plain), 4096):
        vector = hashlib.sha1(content_salt + struct.pack('<I', number // 4096)).digest()[:16]
        package += encrypted(plain[number:number + 4096], key, modes.CBC(vector))
    return package, struct.pack('<HHI', 4, 4, 0x40) + xml.encode()


def main(source, folder):
    os.makedirs(folder, exist_ok=True)
    plain = pathlib.Path(source).read_bytes()
    with open(source, 'rb') as file, open(pathlib.Path(folder, 'excel-2016.xlsx'), 'wb') as target:
        OOXMLFile(file).encrypt(PASSWORD, target)
    for name, make in (('excel-2007.xlsx', standard), ('excel-2010.xlsx', agile)):
        with open(pathlib.Path(folder, name), 'wb') as target:
            ECMA376Encrypted(*make(plain)).write_to(target)
    for path in sorted(pathlib.Path(folder).glob('*.xlsx')):
        with open(path, 'rb') as file:
            office, content = msoffcrypto.OfficeFile(file), io.BytesIO()
            office.load_key(password=PASSWORD)
            office.decrypt(content)
            assert content.getvalue() == plain, path


main(*sys.argv[1:])
