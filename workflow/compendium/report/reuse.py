"""The licence of every file, as REUSE.toml states it (REUSE 3.3) and as the crate repeats it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from compendium.decision import schemas
from compendium.decision.config import metadata, reports
from compendium.paths import path_of
from compendium.report import fonts
from compendium.report.download_files import FOLDER, FORMATS, of_table
from compendium.table import licences
from compendium.table.licences import Terms

PATH = "REUSE.toml"
# What is run, or says what is run; all else is text and data.
CODE = (
    *("Snakefile", "environment.yml", "profiles/**", "pyproject.toml", "reproduce", "tests/**", "workflow/**"),
    *(".ci/**", ".gitattributes", ".github/**", ".gitignore", ".snakemake-workflow-catalog.yml", "**/.gitignore"),
    *("*.in", "*.lock", "benchmarks/*.in", "benchmarks/*.lock", "benchmarks/*.py", "benchmarks/*.yaml"),
)
FACES = "OFL-1.1"  # licence of the faces of pages
# Libraries of others that are kept here: their files, the licence, the copyright text.
LIBRARIES = (
    (("workflow/templates/search/*minisearch*",), "MIT", "Copyright 2022 Luca Ongaro"),
    (("tests/axe/axe.min.js", "tests/axe/LICENSE.txt"), "MPL-2.0", "Copyright (c) 2015 - 2026 Deque Systems, Inc."),
)
# What holds something of every source.
WHOLE = ("evidence/**", "processed/**", "reports/**", "results.csv")


@dataclass(frozen=True)
class Annotation:
    """Globs of paths, and the licences and copyright texts of what they match; `**` crosses folders, `*` does not."""

    paths: tuple[str, ...]
    licences: tuple[str, ...]
    texts: tuple[str, ...]


def annotations() -> list[Annotation]:
    """Every statement in the order of the file; of those that match a path the last holds."""
    about = metadata()["licences"]
    ours, code = (about["data_and_text"],), (about["code"],)
    own = [
        Annotation(paths, names, (_ours(),))
        for paths, names in (
            (("**",), ours),
            (CODE, code),
            (("notebooks/**",), (*code, *ours)),
        )
    ]
    others = [_face(file) for file in fonts.LICENCES]
    others += [Annotation(paths, (licence,), (text,)) for paths, licence, text in LIBRARIES]
    raw = [
        Annotation((f"raw/{one.folder}/*.csv",), tuple(one.licences), (_text(one),))
        for one in licences.terms()
        if one.beyond_ours
    ]
    tables = [
        _made((f"processed/tables/{name}.*", *(f"{FOLDER}/{of_table(name, kind)}" for kind in FORMATS)), behind)
        for name, behind in ((name, licences.behind(name)) for name in schemas.tables())
    ]
    told = [
        _made(
            (f"processed/reports/{key}/**", f"reports/{key}.*", f"reports/{key}-headlines.csv", f"{FOLDER}/{key}/**"),
            behind,
        )
        for key, behind in ((key, licences.behind_report(report)) for key, report in reports().items())
    ]
    records = Annotation(("processed/records/**",), ours, (_ours(),))
    return [*own, *raw, _made(WHOLE, licences.terms()), *tables, *told, *others, records]


def _face(licence: str) -> Annotation:
    """A statement of the files of a face, whose makers the file of its licence names."""
    held = path_of(f"{fonts.FOLDER}/{licence}").read_text(encoding="utf-8").partition("\n\n")[0]
    stem = licence.partition("-")[2].removesuffix(".txt")
    globs = (f"{folder}/{name}" for folder in (fonts.FOLDER, "reports/fonts") for name in (f"{stem}*.*", licence))
    return Annotation(tuple(globs), (FACES,), (" ".join(held.split()),))


def _made(paths: Iterable[str], behind: list[Terms]) -> Annotation:
    """A statement of what is made of sources."""
    texts = (_text(one) for one in behind if one.beyond_ours)
    return Annotation(tuple(paths), tuple(licences.names(behind)), (_ours(), *texts))


def _ours() -> str:
    about = metadata()
    return f"{about['released'].year} {', '.join(author['name'] for author in about['authors'])}"


def _text(one: Terms) -> str:
    """What REUSE calls the copyright text: the attribution where one is demanded, else what the source says of itself."""
    return one.attribution or f"{one.title}. {'; '.join(one.licences.values())}"


def of_file(path: str, stated: list[Annotation]) -> tuple[str, ...]:
    """SPDX names of the licences of a file, by statements of which the first matches every path."""
    return next(one.licences for one in reversed(stated) if any(_pattern(glob).fullmatch(path) for glob in one.paths))


@cache
def _pattern(glob: str) -> re.Pattern:
    parts = (re.escape(part).replace(r"\*", "[^/]*") for part in glob.split("**"))
    return re.compile(".*".join(parts))


def toml() -> str:
    """REUSE.toml. A text in JSON is one in TOML as well."""
    blocks = [
        "\n[[annotations]]\n"
        f"path = {_list(one.paths)}\n"
        'precedence = "override"\n'
        f"SPDX-FileCopyrightText = {_list(one.texts)}\n"
        f"SPDX-License-Identifier = {_value(licences.expression(one.licences))}\n"
        for one in annotations()
    ]
    return "".join(["# Made of metadata.yaml and the cards below raw/: ./reproduce release\nversion = 1\n", *blocks])


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_value, values))}]"


def _value(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
