"""Names and numbers of institutions, in the form they are compared in (D3)."""

import re

# Legal forms that people write or leave out: «Løvstakken Rehabilitering AS» is «løvstakken rehabilitering».
SELSKAPSFORMER = frozenset(
    {"as", "asa", "sa", "ba", "da", "ans", "hf", "rhf", "iks", "kf", "stiftelsen", "sti"}
)
ORGNR_VEKTER = (3, 2, 7, 6, 5, 4, 3, 2)


def navnenokkel(navn: str) -> str:
    """Return a name without case, spacing, punctuation and legal form; of a bare legal form, all of it."""
    ord_ = re.findall(r"\w+", navn.casefold().replace("a/s", "as"))
    uten = [ett for ett in ord_ if ett not in SELSKAPSFORMER]
    return "".join(uten or ord_)


def rent_orgnr(skrevet: str) -> str:
    """Return the nine digits of an organisation number as people write it, spaces and all.

    Empty for empty. Raises ValueError for what cannot be one: length or check digit is wrong.
    """
    sifre = re.sub(r"[\s.]", "", skrevet)
    if not sifre:
        return ""
    if not (len(sifre) == 9 and sifre.isascii() and sifre.isdigit()):
        raise ValueError(skrevet)
    rest = 11 - sum(vekt * int(siffer) for vekt, siffer in zip(ORGNR_VEKTER, sifre, strict=False)) % 11
    if rest % 11 != int(sifre[8]):
        raise ValueError(skrevet)
    return sifre
