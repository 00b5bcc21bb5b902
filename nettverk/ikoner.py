"""The portal's own drawings, on a 24 px grid, as the inside of an <svg> element.

They are written into the page rather than fetched from a sprite: marks are coloured by the
page's own stylesheet, which does not reach into an external file. Colours stand in portal.css.
"""

IKONER: dict[str, str] = {
    "angre": '<path d="M8.5 4.5 4 9l4.5 4.5M4 9h10a5.5 5.5 0 0 1 0 11H9"/>',
    "auto": '<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3.5v4h-4"/>',
    "bestikk": '<path d="M7 3v18M4 3v4.5a3 3 0 0 0 6 0V3M17 21v-7h-2.5c0-6 .8-9.5 2.5-11z"/>',
    "blyant": '<path d="M4 20l.8-4L16.5 4.3a1.6 1.6 0 0 1 2.3 0l.9.9a1.6 1.6 0 0 1 0 2.3L8 19.2z"/>',
    "brev": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="M3.5 6.5 12 13l8.5-6.5"/>',
    "dok": '<path d="M6 3h8l4.5 4.5V21H6zM13.5 3v5h5M9 13h6.5M9 16.8h6.5"/>',
    "dor": '<path d="M5 21V4.5A1.5 1.5 0 0 1 6.5 3H15v18M2.5 21h19M15 5.5l4 1.2V21M11.5 11.8v.6"/>',
    "gruppe": (
        '<circle cx="9" cy="8.3" r="3.3"/>'
        '<path d="M2.8 19.5c.5-3.8 2.9-5.7 6.2-5.7s5.7 1.9 6.2 5.7'
        'M15.5 5.3a3.3 3.3 0 0 1 0 6M17.6 14.3c2 .7 3.2 2.4 3.6 5.2"/>'
    ),
    "hake": '<path d="M5 12.8l4.6 4.6L19 7"/>',
    "hoyre": '<path d="M9.5 6l6 6-6 6"/>',
    "kalender": (
        '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 2.8V6.5M16 2.8V6.5"/>'
    ),
    "klokke": '<circle cx="12" cy="12" r="8.8"/><path d="M12 7v5.2l3.4 2"/>',
    "krone": '<circle cx="12" cy="12" r="8.8"/><path d="M8.5 8v8M14.5 9.5l-6 4M11 11.8l3.5 4.2"/>',
    "laas": (
        '<rect x="4.5" y="10.5" width="15" height="10.5" rx="2"/>'
        '<path d="M8 10.5V7.5a4 4 0 0 1 8 0v3M12 14.8v2.2"/>'
    ),
    "last": '<path d="M12 3.5v11.5M7.5 11l4.5 4.5L16.5 11M4 20h16"/>',
    "ned": '<path d="M6 9.5l6 6 6-6"/>',
    "opp": '<path d="M6 14.5l6-6 6 6"/>',
    "pasient": (
        '<path d="M12 3l7.5 2.8v5.4c0 4.6-3 8-7.5 9.8-4.5-1.8-7.5-5.2-7.5-9.8V5.8zM9 9.5l6 5M15 9.5l-6 5"/>'
    ),
    "person": (
        '<circle cx="12" cy="7.8" r="3.8"/><path d="M4.5 20.5c.6-4.3 3.5-6.5 7.5-6.5s6.9 2.2 7.5 6.5"/>'
    ),
    "pluss": '<path d="M12 5v14M5 12h14"/>',
    "send": '<path d="M20.8 3.2 10.4 13.6M20.8 3.2l-6.5 17.6-3.9-7.2-7.2-3.9z"/>',
    "skjerm": '<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M9 20.5h6M12 16.5v4"/>',
    "sted": (
        '<path d="M12 21.2s6.8-6.2 6.8-11.4a6.8 6.8 0 1 0-13.6 0C5.2 15 12 21.2 12 21.2z"/>'
        '<circle cx="12" cy="9.8" r="2.4"/>'
    ),
    "telefon": (
        '<path d="M6.6 3.5h2.7l1.6 4.4-2.1 1.5a12 12 0 0 0 5.8 5.8l1.5-2.1 4.4 1.6v2.7'
        'a2.2 2.2 0 0 1-2.4 2.2A16.5 16.5 0 0 1 4.4 5.9 2.2 2.2 0 0 1 6.6 3.5z"/>'
    ),
    "venstre": '<path d="M14.5 6l-6 6 6 6"/>',
}

MERKER: dict[str, str] = {
    "avlyst": '<path class="m-strek" d="M5.5 5.5l13 13M18.5 5.5l-13 13"/>',
    "du": (
        '<rect class="m-flate" x="2" y="2" width="20" height="20" rx="4.5"/>'
        '<circle class="m-tegn" cx="12" cy="9.2" r="2.6"/>'
        '<path class="m-tegn" d="M7 18c.5-3 2.4-4.2 5-4.2s4.5 1.2 5 4.2"/>'
    ),
    "gjort": (
        '<circle class="m-flate" cx="12" cy="12" r="10.5"/><path class="m-tegn" d="M7.2 12.4l3.3 3.3 6.3-7"/>'
    ),
    "klb": (
        '<rect class="m-flate" x="2" y="2" width="20" height="20" rx="4.5"/>'
        '<path class="m-tegn" d="M7 12h9M12.6 8l4 4-4 4"/>'
    ),
    "kommer": '<circle class="m-ring" cx="12" cy="12" r="8.6"/>',
    "over": (
        '<path class="m-flate" d="M10.3 2.6a2 2 0 0 1 3.4 0l9.6 16.6a2 2 0 0 1-1.7 3H2.4a2 2 0 0 1-1.7-3z"/>'
        '<path class="m-tegn" d="M12 8.6v5.6M12 18.2v.1"/>'
    ),
    "sent": (
        '<circle class="m-ring" cx="12" cy="12" r="9.2"/><path class="m-strek" d="M8 12.3l2.8 2.8 5.2-5.8"/>'
    ),
    "snart": (
        '<path class="m-kant" d="M12 1.6 22.4 12 12 22.4 1.6 12z"/>'
        '<path class="m-tegn m-tegn--mork" d="M12 7.4V12l3 2.2"/>'
    ),
}
