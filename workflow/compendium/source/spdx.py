"""Names of licences as SPDX lists them, or of terms that a file of `LICENSES/` states."""

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from compendium.paths import path_of

OWN_TERMS = "LicenseRef-"  # what SPDX does not list


def refuse(name: str) -> str:
    """What a name of a licence should be, where it is not; empty where it is good."""
    if name.startswith(OWN_TERMS):
        stated = f"LICENSES/{name}.txt"
        return "" if path_of(stated).is_file() else f"a name whose terms are stated: there is no {stated}"
    try:
        known = canonicalize_license_expression(name)
    except InvalidLicenseExpression:
        return f"a name of the SPDX list, such as CC-BY-4.0, or {OWN_TERMS}NAME for terms that LICENSES/ states"
    return "" if known == name else f"{known}, as SPDX writes it"
