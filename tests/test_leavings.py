"""Leavings of desktop programs are told from data by their names."""

import pytest

from compendium.source.leavings import is_leaving, notice

LEFT = (
    ".DS_Store", "a/.DS_Store", "._table1.csv", ".~lock.table1.csv#", "~$table1.xlsx", "~$table1.csv", "Thumbs.db",
    "thumbs.db", "ehthumbs_vista.db", "desktop.ini", "Desktop.ini", "Icon\r", "table1.csv~", ".table1.csv.swp",
    ".table1.csv.swo", ".table1.csv.swx", "x.swp", "#table1.csv#", ".#table1.csv", ".nfs0000001", ".fuse_hidden0001",
    ".ipynb_checkpoints/table1-checkpoint.csv", "a/.ipynb_checkpoints/b/c.csv", "__MACOSX/a/table1.csv", ".directory",
    ".Trash-1000/files/t.csv", ".Trashes/x", ".goutputstream-AB12", ".stfolder/x", "$RECYCLE.BIN/x.csv",
    ".table1.csv.kate-swp", ".table1.csv.un~", "~WRL0001.tmp", "@eaDir/x", "__pycache__/x.cpython-312.pyc",
)  # fmt: skip
KEPT = (
    "table1.csv", "table1 (1).csv", "Copy of table1.csv", "table1.sync-conflict-20240101-120000-ABC.csv", "a/b.csv",
    "datapackage.yaml", ".gitignore", ".gitkeep", "table1.csv.bak", "table~1.csv", "#1.csv", "thumbs.csv", "a.xlsx",
    ".hidden.csv", "desktop.csv", "swp.csv", "checkpoints/t.csv", "table1.csv.orig", ".gitattributes", ".part",
)  # fmt: skip


@pytest.mark.parametrize("path", LEFT)
def test_leavings(path):
    assert is_leaving(path)


@pytest.mark.parametrize("path", KEPT)
def test_data_and_copies_of_data_are_none(path):
    assert not is_leaving(path)


def test_all_of_them_are_one_sentence():
    assert notice(KEPT) is None
    said = notice((*KEPT, *LEFT))
    assert said and "\n" not in said and f"and {len(LEFT) - 3} more" in said
