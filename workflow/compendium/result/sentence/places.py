"""What a place or a group is called in a sentence: with its article, and behind its prepositions."""

from collections.abc import Mapping
from dataclasses import dataclass

FORMS = ("name", "in", "of")  # of every language
TO = "to"  # and of kk, for what something is set against


@dataclass(frozen=True)
class Place:
    """A place by language and form: `name` (the Southern Cone), `in` (in the Southern Cone), `of`.

    A study gives every form, since none follows from the name: in the Andes, on the island; в Андах, на острове.
    """

    forms: Mapping[str, Mapping[str, str]]

    @classmethod
    def english(cls, name: str, preposition: str = "in") -> "Place":
        """A place that is said in English alone; its name has its article."""
        return cls({"en": {"name": name, "in": f"{preposition} {name}", "of": f"of {name}"}})

    def name(self, language: str = "en") -> str:
        """The place as a subject. Raises KeyError, as the others do, for a language that it does not have."""
        return self.forms[language]["name"]

    def within(self, language: str = "en") -> str:
        """Where something is: in the Andes."""
        return self.forms[language]["in"]

    def of(self, language: str = "en") -> str:
        """Whose something is: of the Andes."""
        return self.forms[language]["of"]

    def against(self, language: str = "en") -> str:
        """What something is set against, as the language puts it behind its word for than: in the Andes."""
        return self.forms[language].get(TO, self.forms[language]["in"])
