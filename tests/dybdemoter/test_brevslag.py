"""What the mails about regional series are called in the register of mails (X10)."""

from dybdemoter import brev
from nettverk.utboks.slag import alle_slag


def test_hvert_slag_har_et_navn() -> None:
    brukte = {verdi for verdi in vars(brev).values() if isinstance(verdi, str) and verdi.startswith("dybde_")}
    navngitte = {slag: ord_ for slag, ord_ in alle_slag() if slag.startswith("dybde_")}
    assert navngitte.keys() == brukte
    assert len(set(navngitte.values())) == len(brukte) == 14
