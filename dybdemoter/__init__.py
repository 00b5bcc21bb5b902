"""Regional deep-dive series («regionale dybdemøter»): queue and places, participants, topics and votes."""
