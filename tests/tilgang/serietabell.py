"""Who may open the pages of regional series: see `tabell`.

The series is the other network's, open for registration with one application: who coordinates that
network runs it, and to everybody else it is not there.
"""

GET = """
                            utl. med. g.an arr. kont nabo led. koor anne drift
serier                      200  200  200  200  200  200  200  200  200  200
serie                       200  200  200  200  200  200  200  200  200  200
seriepamelding              200  200  200  200  200  200  200  200  200  200
seriekvittering             200  200  200  200  200  200  200  200  200  200
seriestyring                inn  404  404  404  404  404  404  404  200  200
styring_varsler             inn  404  404  404  404  404  404  404  200  200
seriestyringer              inn  404  404  404  404  404  404  200  200  200
styring_ny                  inn  404  404  404  404  404  404  200  200  200
styring_rediger             inn  404  404  404  404  404  404  404  200  200
styring_publiser            inn  404  404  404  404  404  404  404  302  302
styring_til_utkast          405  405  405  405  405  405  405  405  405  405
styring_teams               inn  404  404  404  404  404  404  404  200  200
styring_kopier              inn  404  404  404  404  404  404  404  200  200
styring_avlys_serie         inn  404  404  404  404  404  404  404  200  200
styring_flytt               inn  404  404  404  404  404  404  404  200  200
styring_avlys_mote          inn  404  404  404  404  404  404  404  200  200
mine_serier                 inn  200  200  200  200  200  302  200  200  200
min_serie                   302  302  302  302  302  302  302  302  302  302
institusjon                 404  404  404  404  404  404  200  404  404  404
institusjon_deltakere       404  404  404  404  404  404  200  404  404  404
institusjon_teams           404  404  404  404  404  404  200  404  404  404
institusjon_svar            404  404  404  404  404  404  302  404  404  404
institusjon_trekk           404  404  404  404  404  404  200  404  404  404
institusjon_kalender        404  404  404  404  404  404  404  404  404  404
institusjon_temaer          404  404  404  404  404  404  404  404  404  404
institusjon_mote            404  404  404  404  404  404  404  404  404  404
institusjon_mote_deltakere  404  404  404  404  404  404  404  404  404  404
institusjon_mote_kalender   404  404  404  404  404  404  404  404  404  404
institusjon_stem            404  404  404  404  404  404  404  404  404  404
styring_soknader            inn  404  404  404  404  404  404  404  200  200
styring_soknad              inn  404  404  404  404  404  404  404  200  200
styring_avvis               inn  404  404  404  404  404  404  404  200  200
styring_trekk               inn  404  404  404  404  404  404  404  200  200
styring_fordeling           inn  404  404  404  404  404  404  404  200  200
styring_utvid               inn  404  404  404  404  404  404  404  200  200
styring_svar                inn  404  404  404  404  404  404  404  302  302
styring_svar_sendt          inn  404  404  404  404  404  404  404  302  302
styring_plasser             inn  404  404  404  404  404  404  404  200  200
styring_oppmoter            inn  404  404  404  404  404  404  404  200  200
styring_oppmote             inn  404  404  404  404  404  404  404  200  200
styring_fulgt_opp           inn  404  404  404  404  404  404  404  404  404
styring_temaer              inn  404  404  404  404  404  404  404  200  200
styring_sla_sammen          inn  404  404  404  404  404  404  404  422  422
styring_tema                inn  404  404  404  404  404  404  404  200  200
styring_avtalt              inn  404  404  404  404  404  404  404  302  302
"""

POST = """
                            utl. med. g.an arr. kont nabo led. koor anne drift
seriepamelding              422  422  422  422  422  422  422  422  422  422
styring_ny                  inn  404  404  404  404  404  404  422  422  422
styring_rediger             inn  404  404  404  404  404  404  404  422  422
styring_publiser            inn  404  404  404  404  404  404  404  302  302
styring_til_utkast          inn  404  404  404  404  404  404  404  302  302
styring_teams               inn  404  404  404  404  404  404  404  302  302
styring_kopier              inn  404  404  404  404  404  404  404  422  422
styring_avlys_serie         inn  404  404  404  404  404  404  404  422  422
styring_flytt               inn  404  404  404  404  404  404  404  422  422
styring_avlys_mote          inn  404  404  404  404  404  404  404  200  200
institusjon_deltakere       404  404  404  404  404  404  422  404  404  404
institusjon_teams           404  404  404  404  404  404  302  404  404  404
institusjon_svar            404  404  404  404  404  404  302  404  404  404
institusjon_trekk           404  404  404  404  404  404  302  404  404  404
institusjon_temaer          404  404  404  404  404  404  404  404  404  404
institusjon_mote_deltakere  404  404  404  404  404  404  404  404  404  404
institusjon_stem            404  404  404  404  404  404  404  404  404  404
styring_avvis               inn  404  404  404  404  404  404  404  422  422
styring_trekk               inn  404  404  404  404  404  404  404  422  422
styring_fordeling           inn  404  404  404  404  404  404  404  422  422
styring_utvid               inn  404  404  404  404  404  404  404  422  422
styring_svar                inn  404  404  404  404  404  404  404  302  302
styring_plasser             inn  404  404  404  404  404  404  404  302  302
styring_oppmote             inn  404  404  404  404  404  404  404  422  422
styring_fulgt_opp           inn  404  404  404  404  404  404  404  404  404
styring_sla_sammen          inn  404  404  404  404  404  404  404  422  422
styring_tema                inn  404  404  404  404  404  404  404  422  422
styring_avtalt              inn  404  404  404  404  404  404  404  422  422
"""
