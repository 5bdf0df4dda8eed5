"""What is said of a failure never leaves its line or moves a terminal."""

import errno

from hypothesis import given
from hypothesis import strategies as st

from compendium import failure

TEXTS = st.text(st.characters(blacklist_categories=["Cs"]))


@given(TEXTS)
def test_the_name_of_a_file_and_a_message_are_printed_as_text(text):
    for error in (OSError(errno.ENOENT, "", text), ValueError(text), failure.Refused(text)):
        said = failure.sentence(error)
        assert all(character.isprintable() for line in said.split("\n") for character in line)


def test_the_lines_of_a_message_stay_lines():
    assert failure.sentence(failure.Refused("One.\nTwo.")) == "One.\nTwo."
