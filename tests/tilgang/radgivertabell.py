"""Who may open the advisers' pages of a regional series: see `tabell`.

The series is the other network's, open for registration with one application: who coordinates that
network runs it, and to everybody else it is not there.
"""

GET = """
                            utl. med. g.an arr. kont nabo led. koor anne drift
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
