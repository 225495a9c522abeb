#!/usr/bin/env python3
"""Shows who uses whom in Sources, and fails where the layout is broken: a circle between folders, an import against the direction.

    who_uses_whom.py STORE [--sources FOLDER] [--edges] [--files] [--table]
    who_uses_whom.py --self-test

STORE is the compiler's own index of a debug build (.build/debug/index/store): what a name means is what the compiler says, so that
`count` of one type is never taken for `count` of another. Build first: a file that changed since is an error.

Circles: for every folder with folders in it, the folders next to each other must not use one another in a circle, whatever depth the
files of each lie at. Files that lie loose beside folders count together as one more folder, "(loose)": they may stand below the folders
(shared words) or above them (the front door), not both.

Imports: `MODULES` stand in the order in which they may import each other, and `ONLY` says who alone may import a library. An import
that neither knows is an error: a new dependency is entered here first. And what a target of Package.swift declares is what its files
import, no less and no more; the package manager's own check of that finds nothing.

Exit status: 0 where the layout holds, 1 where it is broken.
"""
import argparse
import collections
import ctypes
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Each knows only what stands before it.
MODULES = [
    "XLSX", "Formulas", "Cryptography", "Emissions", "SupplierWorkbooks", "Validation", "GreenQuote", "JSON", "Procurement", "Pages", "GreenQuoteCLI", "BuildTemplates",
]
# Libraries, and the one module that sees each.
ONLY = {
    "CLibzip": "XLSX", "CIsal": "XLSX", "CLibxml2": "XLSX", "CAssets": "SupplierWorkbooks", "Yams": "SupplierWorkbooks",
    "FoundationEssentials": "JSON", "Foundation": "JSON", "CLibcrypto": "Cryptography", "GRDB": "Procurement", "Mustache": "Pages",
    "ArgumentParser": "GreenQuoteCLI",
}
# Part of the language's own distribution: for everyone, and what tests may import beside.
EVERYONE = {"Swift", "Glibc", "Synchronization"}
TESTS = {"Testing", "Foundation", "FoundationEssentials", "FoundationXML"}

LOOSE = "(loose)"
DEFINITION, REFERENCE = 1 << 1, 1 << 2
PARAMETER = 25


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    def __str__(self) -> str:
        return ctypes.string_at(self.data, self.length).decode() if self.length else ""


class IndexStore:
    """The compiler's index, read through the toolchain's libIndexStore."""

    APPLY_TEXT = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, Text)
    APPLY_HANDLE = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)
    # What the library's functions give.
    RESULTS = {
        "error_get_description": ctypes.c_char_p, "store_create": ctypes.c_void_p, "unit_reader_create": ctypes.c_void_p,
        "record_reader_create": ctypes.c_void_p, "unit_reader_get_main_file": Text,
        "unit_dependency_get_kind": ctypes.c_int, "unit_dependency_get_name": Text, "occurrence_get_symbol": ctypes.c_void_p,
        "occurrence_get_roles": ctypes.c_uint64, "symbol_get_usr": Text, "symbol_get_name": Text, "symbol_get_kind": ctypes.c_int,
    }
    RECORD = 2

    def __init__(self, folder: pathlib.Path) -> None:
        toolchain = pathlib.Path(shutil.which("swiftc") or sys.exit("swiftc is not found")).resolve().parents[1]
        self.library = ctypes.CDLL(str(toolchain / "lib/libIndexStore.so"))
        for name, result in self.RESULTS.items():
            getattr(self.library, f"indexstore_{name}").restype = result
        self.store = self.opened("store_create", str(folder).encode())

    def call(self, name: str, handle: int, *others):
        return getattr(self.library, f"indexstore_{name}")(ctypes.c_void_p(handle), *others)

    def opened(self, name: str, *arguments) -> int:
        error = ctypes.c_void_p()
        handle = getattr(self.library, f"indexstore_{name}")(*arguments, ctypes.byref(error))
        if not handle:
            sys.exit(f"the index cannot be read: {self.call('error_get_description', error.value).decode()}")
        return handle

    def each(self, name: str, handle: int, body) -> None:
        def apply(_, item):
            body(item)
            return True

        getattr(self.library, f"indexstore_{name}_apply_f")(ctypes.c_void_p(handle), None, self.APPLY_HANDLE(apply))

    def files(self):
        """Every Swift file of the index with the name of its unit and its records."""
        names: list[str] = []
        collect = self.APPLY_TEXT(lambda _, name: names.append(str(name)) or True)
        self.library.indexstore_store_units_apply_f(ctypes.c_void_p(self.store), 0, None, collect)
        for name in names:
            unit = self.opened("unit_reader_create", ctypes.c_void_p(self.store), name.encode())
            records: list[str] = []

            def dependency(item):
                if self.call("unit_dependency_get_kind", item) == self.RECORD:
                    records.append(str(self.call("unit_dependency_get_name", item)))

            path = str(self.call("unit_reader_get_main_file", unit))
            if path.endswith(".swift"):
                self.each("unit_reader_dependencies", unit, dependency)
                yield pathlib.Path(path), name, records
            self.call("unit_reader_dispose", unit)

    def occurrences(self, record: str):
        """What a record's file defines and what it names: (USR, name, is a definition)."""
        found = []
        reader = self.opened("record_reader_create", ctypes.c_void_p(self.store), record.encode())

        def occurrence(item):
            symbol = self.call("occurrence_get_symbol", item)
            if self.call("symbol_get_kind", symbol) == PARAMETER:
                return
            roles = self.call("occurrence_get_roles", item)
            if roles & (DEFINITION | REFERENCE):
                name = re.sub("^[gs]etter:", "", str(self.call("symbol_get_name", symbol)))
                found.append((str(self.call("symbol_get_usr", symbol)), name, bool(roles & DEFINITION)))

        self.each("record_reader_occurrences", reader, occurrence)
        self.call("record_reader_dispose", reader)
        return found


class Layout:
    """Files of Sources, what each uses, and what is wrong with it."""

    def __init__(self, sources: pathlib.Path, store: pathlib.Path) -> None:
        self.sources = sources.resolve()
        self.files = sorted(path.relative_to(self.sources) for path in self.sources.rglob("*.swift"))
        self.uses = self.used_files(store)

    def used_files(self, store: pathlib.Path) -> dict:
        """For every file the files of its own module that it uses, with the names it uses of each."""
        index = IndexStore(store)
        units = {path.name: path for path in store.glob("*/units/*")}
        occurrences = {}
        for path, unit, records in index.files():
            if not path.is_relative_to(self.sources) or not path.exists():
                continue
            file = path.relative_to(self.sources)
            if path.stat().st_mtime > units[unit].stat().st_mtime + 1:
                sys.exit(f"{file} changed since it was built: build first")
            occurrences[file] = [item for record in records for item in index.occurrences(record)]
        missing = [str(file) for file in self.files if file not in occurrences]
        if missing:
            sys.exit("not in the index, build first: " + ", ".join(missing))

        homes = collections.defaultdict(set)
        for file, items in occurrences.items():
            for usr, _, defined in items:
                if defined:
                    homes[usr].add(file)
        uses = collections.defaultdict(lambda: collections.defaultdict(collections.Counter))
        for file, items in occurrences.items():
            for usr, name, defined in items:
                home = homes.get(usr, ())
                if not defined and len(home) == 1 and file not in home:
                    (target,) = home
                    if target.parts[0] == file.parts[0]:
                        uses[file][target][name] += 1
        return uses

    def folder_edges(self):
        """For every folder with folders in it: who of those next to each other uses whom, by which files."""
        edges = collections.defaultdict(lambda: collections.defaultdict(list))
        for file, targets in self.uses.items():
            for target, names in targets.items():
                depth = next(depth for depth, pair in enumerate(zip(file.parts, target.parts)) if pair[0] != pair[1])
                one, other = (path.parts[depth] if len(path.parts) > depth + 1 else LOOSE for path in (file, target))
                if one != other:
                    edges[pathlib.Path(*file.parts[:depth])][one, other].append((file, target, names))
        return edges

    def circles(self):
        """Folder, folders that use one another in a circle, and the edges between them."""
        found = []
        for parent, edges in sorted(self.folder_edges().items()):
            for circle in circles(set(edges)):
                found.append((parent, circle, {edge: edges[edge] for edge in sorted(edges) if set(edge) <= circle}))
        return found


def imports(sources: pathlib.Path):
    for path in sorted(sources.rglob("*.swift")):
        for line in without_comments(path.read_text()).splitlines():
            match = re.match(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
                             r"(?:(?:struct|class|enum|protocol|func|var|let|typealias|actor)\s+)?(\w+)", line)
            if match:
                yield path.relative_to(sources), match[1]


def wrong_imports(sources: pathlib.Path):
    for file, imported in imports(sources):
        module = file.parts[0]
        if module not in MODULES:
            yield file, f"{module} is in no order of modules: enter it in MODULES"
        elif imported in MODULES:
            if MODULES.index(imported) >= MODULES.index(module):
                yield file, f"{module} must not import {imported}, which stands after it"
        elif imported in ONLY:
            if ONLY[imported] != module:
                yield file, f"{imported} is seen by {ONLY[imported]} alone, not by {module}"
        elif imported not in EVERYONE:
            yield file, f"{imported} is not known: enter it in MODULES, ONLY or EVERYONE"


def undeclared_imports(package: dict, root: pathlib.Path):
    """What targets import without declaring it, and what they declare without importing it; programs are built to be run."""
    programs = {target["name"] for target in package["targets"] if target["type"] == "executable"}
    for target in package["targets"]:
        name, kind = target["name"], target["type"]
        folder = root / (target.get("path") or f"{'Tests' if kind == 'test' else 'Sources'}/{name}")
        found = {imported for _, imported in imports(folder)}
        declared = {next(iter(dependency.values()))[0] for dependency in target["dependencies"]}
        free = EVERYONE | (TESTS if folder.is_relative_to(root / "Tests") else {"FoundationEssentials"})
        for imported in sorted(found - declared - free):
            yield f"{name} imports {imported} and does not declare it in Package.swift"
        if any(folder.rglob("*.swift")):
            for imported in sorted(declared - found - programs):
                yield f"{name} declares {imported} in Package.swift and does not import it"


def circles(edges: set) -> list[set]:
    """The nodes that reach each other, by groups of more than one."""
    reach = collections.defaultdict(set)
    for one, other in edges:
        reach[one].add(other)
    changed = True
    while changed:
        changed = False
        for node in list(reach):
            further = set().union(*(reach.get(other, ()) for other in reach[node])) - reach[node]
            if further:
                reach[node] |= further
                changed = True
    groups = {frozenset([node, *(other for other in reach[node] if node in reach.get(other, ()))]) for node in reach}
    return sorted((set(group) for group in groups if len(group) > 1), key=sorted)


def without_comments(text: str) -> str:
    """The text without comments and without what stands in strings; line breaks stay."""
    kept = lambda match: "\n" * match[0].count("\n")
    pattern = r'//[^\n]*|/\*.*?\*/|#*"""(?:\\.|.)*?"""#*|"(?:\\.|[^"\\\n])*"'
    return re.sub(pattern, kept, text, flags=re.DOTALL)


PUBLIC = re.compile(
    r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public|open|package)\s+(?:\w+(?:\(\w+\))?\s+)*?"
    r"(?:func|var|let|init|subscript|struct|enum|class|actor|protocol|typealias|associatedtype|case|macro)\b")


def documentation(lines: list[str]) -> tuple[int, int, int]:
    """Public declarations, those of them with a comment before them, and lines of such comments."""
    public = documented = 0
    for number, line in enumerate(lines):
        if PUBLIC.match(line) and not re.match(r"\s*(?:public|package)\s+import\b", line):
            public += 1
            before = number - 1
            while before >= 0 and re.match(r"\s*@\w+", lines[before]):
                before -= 1
            documented += before >= 0 and lines[before].lstrip().startswith("///")
    return public, documented, sum(line.lstrip().startswith("///") for line in lines)


def print_edges(layout: Layout) -> None:
    for parent, edges in sorted(layout.folder_edges().items()):
        print(f"{parent}:")
        for (one, other), uses in sorted(edges.items()):
            print(f"  {one} -> {other}: {len(uses)} files' uses")


def print_files(layout: Layout) -> None:
    for file, targets in sorted(layout.uses.items()):
        print(file)
        for target, names in sorted(targets.items()):
            print(f"  -> {target}: {', '.join(sorted(names))}")


def print_table(layout: Layout) -> None:
    found = collections.Counter(parent.parts[0] for parent, _, _ in layout.circles())
    print("| module | files | lines | folders | circles | public symbols | documented | lines of documentation |")
    print("|---|---|---|---|---|---|---|---|")
    total = collections.Counter()
    modules = [*[name for name in MODULES if any(file.parts[0] == name for file in layout.files)],
               *sorted({file.parts[0] for file in layout.files} - set(MODULES))]
    for module in [*modules, "all"]:
        if module != "all":
            files = [file for file in layout.files if file.parts[0] == module]
            row = collections.Counter(
                files=len(files), circles=found[module], folders=len({file.parts[:-1] for file in files if len(file.parts) > 2}))
            for file in files:
                lines = (layout.sources / file).read_text().splitlines()
                public, documented, comments = documentation(lines)
                row.update(lines=len(lines), public=public, documented=documented, comments=comments)
            total.update(row)
        else:
            row = total
        share = f"{row['documented'] / row['public']:.0%}" if row["public"] else "–"
        print(f"| {module} | {row['files']} | {row['lines']} | {row['folders']} | {row['circles']} | {row['public']} | {share} "
              f"| {row['comments'] / max(row['lines'], 1):.0%} |")


def check(layout: Layout) -> bool:
    holds = True
    if (layout.sources.parent / "Package.swift").exists():
        described = subprocess.run(["swift", "package", "dump-package"], cwd=layout.sources.parent, check=True, capture_output=True, text=True)
        for what in undeclared_imports(json.loads(described.stdout), layout.sources.parent):
            holds = False
            print(what)
    for parent, circle, edges in layout.circles():
        holds = False
        print(f"circle in {parent}: {', '.join(sorted(circle))}")
        for (one, other), uses in edges.items():
            print(f"  {one} -> {other}")
            for file, target, names in sorted(uses, key=lambda use: use[:2]):
                shown = sorted(names)
                print(f"    {file.relative_to(parent)} -> {target.relative_to(parent)}: {', '.join(shown[:6])}{' …' if len(shown) > 6 else ''}")
    for file, what in wrong_imports(layout.sources):
        holds = False
        print(f"{file}: {what}")
    return holds


def self_test() -> None:
    """A made-up module that holds, then one with a circle, then one with wrong imports."""
    clean = {
        "XLSX/Words.swift": "struct Words { var count = 0 }",
        "XLSX/Reading/Reader.swift": 'struct Reader { var words = Words(); let size = 1 } // Writer\nlet note = "Writer()"',
        "XLSX/Writing/Writer.swift": "struct Writer { var reader = Reader(), size = 2\n  func same() -> Int { size + [1].count } }",
        "XLSX/Writing/Parts/Part.swift": "struct Part { let size = 3 }",
    }
    circle = clean | {"XLSX/Reading/Back.swift": "extension Reader { func back(_ writer: Writer) -> Int { writer.same() } }"}
    loose = clean | {"XLSX/Words.swift": "struct Words { var count = 0; func part() -> Part { Part() } }"}
    inner = clean | {
        "XLSX/Writing/Parts/Part.swift": "struct Part { var rows: Rows? }", "XLSX/Writing/Rows/Rows.swift": "class Rows { let part = Part() }"}
    wrong = {
        "XLSX/W.swift": '/* import CAssets */ import Emissions\nimport struct GRDB.Row\n@testable public import Nobody\nlet text = """\n  import JSON\n  """',
        "JSON/J.swift": "import XLSX\nimport CLibzip", "Other/O.swift": "import XLSX",
    }

    def layout(files: dict[str, str]) -> Layout:
        for folder in (sources, store):
            shutil.rmtree(folder, ignore_errors=True)
        for name, text in files.items():
            (sources / name).parent.mkdir(parents=True, exist_ok=True)
            (sources / name).write_text(text)
        module = [str(sources / name) for name in files if name.startswith("XLSX/")]
        subprocess.run(["swiftc", "-c", "-parse-as-library", "-module-name", "XLSX", "-index-store-path", str(store), *module], cwd=scratch,
                       check=True, capture_output=True)
        return Layout(sources, store)

    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name).resolve()
        sources, store = scratch / "Sources", scratch / "store"
        one = layout(clean)
        assert not one.circles() and not list(wrong_imports(sources)), "what holds is found wrong"
        assert set(one.folder_edges()[pathlib.Path("XLSX")]) == {("Reading", LOOSE), ("Writing", "Reading")}, one.folder_edges()
        ((parent, folders, _),) = layout(circle).circles()
        assert (str(parent), folders) == ("XLSX", {"Reading", "Writing"}), (parent, folders)
        ((parent, folders, _),) = layout(loose).circles()
        assert (str(parent), folders) == ("XLSX", {LOOSE, "Reading", "Writing"}), (parent, folders)
        ((parent, folders, _),) = layout(inner).circles()
        assert (str(parent), folders) == ("XLSX/Writing", {"Parts", "Rows"}), (parent, folders)
        # Added after the build: what they import need not be there.
        for name, text in wrong.items():
            (sources / name).parent.mkdir(parents=True, exist_ok=True)
            (sources / name).write_text(text)
        found = sorted(f"{file}: {what.split(',')[0]}" for file, what in wrong_imports(sources))
        assert found == [
            "JSON/J.swift: CLibzip is seen by XLSX alone", "Other/O.swift: Other is in no order of modules: enter it in MODULES",
            "XLSX/W.swift: GRDB is seen by Procurement alone", "XLSX/W.swift: Nobody is not known: enter it in MODULES",
            "XLSX/W.swift: XLSX must not import Emissions"], found
        target = {"name": "JSON", "type": "regular", "dependencies": [{"byName": ["XLSX", None]}, {"product": ["GRDB", "GRDB.swift", None, None]}]}
        assert list(undeclared_imports({"targets": [target]}, scratch)) == [
            "JSON imports CLibzip and does not declare it in Package.swift", "JSON declares GRDB in Package.swift and does not import it"]
    print("circles and wrong imports are found")


def main() -> None:
    parser = argparse.ArgumentParser(description="Who uses whom in Sources; fails on a circle between folders and on a wrong import.")
    parser.add_argument("store", nargs="?", type=pathlib.Path, help="the index of a debug build: .build/debug/index/store")
    parser.add_argument("--sources", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parents[2] / "Sources")
    parser.add_argument("--edges", action="store_true", help="prints which folder uses which")
    parser.add_argument("--files", action="store_true", help="prints which file uses which, and by what names")
    parser.add_argument("--table", action="store_true", help="prints a summary of the modules")
    parser.add_argument("--self-test", action="store_true", help="checks this program on made-up sources")
    options = parser.parse_args()
    if options.self_test:
        return self_test()
    if not options.store:
        parser.error("give the index of a build")
    layout = Layout(options.sources, options.store)
    if options.edges:
        print_edges(layout)
    if options.files:
        print_files(layout)
    if options.table:
        print_table(layout)
    if not check(layout):
        sys.exit(1)


if __name__ == "__main__":
    main()
