"""Cell addresses name exactly the cells that they are made from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compendium.source.address import Addresses, Cell, compact, expand, parse, union
from compendium.source.grid import parse as parse_grid

CELLS = st.builds(Cell, st.sampled_from(["raw/a/t.csv", "raw/b/t.csv"]), st.integers(1, 12), st.integers(1, 12))


@given(st.sets(CELLS))
def test_compact_addresses_name_the_same_cells(cells):
    assert set(expand(compact(cells))) == cells


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 9), st.integers(0, 9))
def test_a_full_rectangle_is_one_address(row, column, height, width):
    block = [Cell("raw/a/t.csv", r, c) for r in range(row, row + height + 1) for c in range(column, column + width + 1)]
    assert len(compact(block)) == 1


@given(CELLS)
def test_one_cell_reads_back(cell):
    assert parse(str(cell)) == [cell]


@pytest.mark.parametrize("text", ["t.csv", "t.csv#cell=0,1", "t.csv#cell=1", "t.csv#cell=2,2-1,3", "t.csv#row=1", ""])
def test_what_is_no_address_is_refused(text):
    with pytest.raises(ValueError, match=r"address|ends before"):
        parse(text)


@given(st.lists(st.sets(CELLS, min_size=1), max_size=4))
def test_a_union_names_the_cells_of_all(sets):
    addresses = [address for cells in sets for address in compact(cells)]
    assert set(expand(union(addresses))) == set().union(*sets)


@given(st.lists(st.lists(st.sets(CELLS, min_size=1), max_size=3), max_size=4))
def test_addresses_of_rows_are_their_union(rows):
    lists = [[address for cells in row for address in compact(cells)] for row in rows]
    assert list(Addresses(iter(lists))) == union(address for row in lists for address in row)


def test_addresses_are_joined_when_they_are_asked_for_and_not_before():
    asked = []

    class Row(list):
        def __iter__(self):
            asked.append(self)
            return super().__iter__()

    found = Addresses([Row(["raw/a/t.csv#cell=1,1"]), Row(["raw/a/t.csv#cell=1,2"])])
    assert not asked
    assert list(found) == ["raw/a/t.csv#cell=1,1-1,2"] and len(asked) == 2
    assert len(found) == 1 and len(asked) == 2  # joined once


def test_a_corrected_grid_leaves_the_printed_one_as_it_is():
    printed = parse_grid("raw/a/t.csv", "a,b\n1,2\n3,4\n")
    corrected = printed.replaced({(2, 1): "8", (2, 2): "9"})
    assert corrected.records == [["a", "b"], ["8", "9"], ["3", "4"]]
    assert printed.records == [["a", "b"], ["1", "2"], ["3", "4"]]
