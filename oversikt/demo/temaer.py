"""What the invented meetings were about."""

KOMPETANSEPUNKTER = (
    "Smertelindring",
    "Symptomkartlegging",
    "Lindring ved demens",
    "Forhåndssamtaler",
    "Livets siste dager",
    "Omsorg for pårørende",
    "Ernæring og munnstell",
    "Samhandling mellom sykehus og kommune",
)
ERFARING = (
    "Kartleggingsskjema i hjemmesykepleien",
    "Rollen som ressurssykepleier: tid, mandat og støtte",
    "Opplæring av kolleger: hva virker?",
    "Arbeidsredskap: sjekkliste ved utskriving",
    "Medikamentskrin: rutiner og påfyll",
    "Hvordan når vi fram til lederen?",
    "Pårørendesamtalen: hjelpekort fra gruppen",
)
# Theme of the competence plan (its place above), title, what it is about.
FAG = (
    (0, "Smertelindring når pasienten ikke lenger kan svelge", "Skrin med fire medikamenter, i praksis"),
    (1, "Symptomkartlegging som blir brukt", "ESAS-r: fra skjema til tiltak"),
    (2, "Smerte uten ord: lindring ved demens", "Observasjon, verktøy og samarbeid i teamet"),
    (3, "Forhåndssamtaler i praksis", "Når, med hvem, og hvordan vi skriver det ned"),
    (4, "De siste dagene hjemme", "Trygghet for pasient, pårørende og personale"),
    (5, "Når pårørende er barn", "Hva loven krever, og hva barn trenger"),
    (6, "Munnstell og matlyst", "Små grep som gjør stor forskjell"),
    (7, "Én pasient, mange hender", "Overganger mellom sykehus, fastlege og kommune"),
)
INNLEDERE = (
    "Sigrid Bjørndal, overlege, palliativt team",
    "Synnøve Kråkenes, kreftkoordinator",
    "Øyvind Ånneland, fagsykepleier",
    "Maria Tveiten, prest",
    "Jørn Ølnes, farmasøyt",
    "Eli Fjærestad, klinisk ernæringsfysiolog",
)
PRAKTISK = """Kaffe og te fra kl. 08.30. Meld dere i resepsjonen.

- Parkering foran hovedinngangen
- Trinnfritt inn, og teleslynge i møterommet
- Ta gjerne med en kollega til del 2"""
MEDLEMSNOTATER = (
    "Ta med ett eksempel fra egen hverdag, uten noe som kan knyttes til en pasient.",
    "Vi går videre der vi slapp sist: hvem får støtte av leder, og hvem gjør det ikke?",
    "Del gjerne skjemaet dere bruker. Vi velger ett å prøve sammen.",
)
OPPSUMMERINGER = (
    "Gruppen snakket om tid til funksjonen, og om hvordan kartleggingsskjema tas i bruk.\n\n"
    "Nye medlemmer ønsker en fadder det første året.",
    "Erfaringene med sjekkliste ved utskriving er gode. Flere vil prøve den.\n\n"
    "Gruppen ønsker mer tid til opplæring av kolleger.",
    "Gruppen delte arbeidsredskaper og ble enig om å prøve ett av dem til neste møte.",
)
BARE_FOR_GRUPPEN = (
    "Flere savner fast tid til rollen. Tre arbeidssteder har satt av to timer i uka og anbefaler det.",
    "Skjemaet brukes ulikt. Vi prøver samme mal i tre måneder og tar det opp igjen neste gang.",
    "Runden viste at mange står alene. Vi lager en liste over hvem som kan ringes.",
)
REFERERT = (
    "{innleder} la fram anbefalinger og viste eksempler.\n\n- Start tidlig, og gjenta når noe endrer seg.\n"
    "- Skriv en kort oppsummering samme dag.\n- Avtal hvem som følger opp.",
    "{innleder} gikk gjennom hva som må være på plass på forhånd. Etterpå øvde vi i par.\n\n"
    "Lysbildene er sendt til gruppen.",
    "{innleder} innledet, og vi diskuterte i tverrfaglige grupper. Vi tar temaet opp igjen til neste år.",
)
MATBEHOV = ("", "", "", "", "", "", "Vegetar", "Uten gluten", "Uten melk", "Nøtteallergi")
