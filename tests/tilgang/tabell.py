"""Who may open what: the tables that `test_adresser` holds the portal to.

A row is an address, a column a role. 200 is a page, 302 on to another page, «inn» to the login page,
404 as if it were not there, 405 not to be opened but pressed, 409 a press that is too early or too late,
422 or (of a form) 200 a page that says what is wrong. The
meeting is one of Åsane's; «arr.» organises it as a member, «kont.» without being one (L6, tried on
meetings of her own), «nabo» is a member of another group in the same network, «led.» a member's nearest
manager, «annen» coordinates the other network, «drift» is the operator. Of a regional
series, which is the other network's, the manager is an institution's contact; it has no place yet.
"""

from __future__ import annotations

ROLLER = ("utlogget", "medlem", "gruppeansvarlig", "arrangør", "kontakt", "nabo", "leder", "koordinator",
          "annen", "drift")  # fmt: skip

# Opened, outside the embedded mode. A personal link shows the same to whoever holds it.
GET = """
                            utl. med. g.an arr. kont nabo led. koor anne drift
forside                     200  302  302  302  302  302  302  302  302  302
oversikt                    inn  404  404  404  404  404  404  200  200  200
min_side                    inn  200  200  200  200  200  200  200  200  200
logg_inn_som                404  404  404  404  404  404  404  404  404  404
personvern                  200  200  200  200  200  200  200  200  200  200
tilgjengelighet             200  200  200  200  200  200  200  200  200  200
livez                       200  200  200  200  200  200  200  200  200  200
readyz                      200  200  200  200  200  200  200  200  200  200
slik_star_det_til           inn  404  404  404  404  404  404  200  200  200
sprak                       405  405  405  405  405  405  405  405  405  405

account_login               200  302  302  302  302  302  302  302  302  302
account_request_login_code  200  302  302  302  302  302  302  302  302  302
account_confirm_login_code  inn  302  302  302  302  302  302  302  302  302
account_logout              302  200  200  200  200  200  200  200  200  200
account_inactive            200  200  200  200  200  200  200  200  200  200

kalender_abonnement         inn  200  200  200  200  200  200  200  200  200
kalenderstrom               404  404  404  404  404  404  404  404  404  404
maler                       inn  200  200  200  200  200  200  200  200  200
mal                         inn  200  200  200  200  200  404  200  404  200

gruppe                      inn  200  200  200  404  404  404  200  404  200
gruppe_drift                405  405  405  405  405  405  405  405  405  405
hylle                       inn  200  200  200  404  404  404  404  404  404
fil                         inn  200  200  200  404  404  404  404  404  404
fil_slett                   inn  404  200  200  404  404  404  404  404  404
mote_filer                  inn  200  200  200  200  404  404  200  404  200

nytt_mote                   inn  404  200  404  404  404  404  200  404  200
gruppe_slaa_sammen          inn  404  404  404  404  404  404  200  404  200
gruppe_del                  inn  404  404  404  404  404  404  200  404  200
gruppe_avslutt              inn  404  404  404  404  404  404  200  404  200
omlegging_angre             inn  404  404  404  404  404  404  200  404  200

mote                        inn  200  200  200  200  404  404  200  404  200
mote_detaljer               inn  404  200  200  200  404  404  404  404  404
programkontakt              405  405  405  405  405  405  405  405  405  405
mote_varsler                inn  200  200  200  200  404  404  200  404  200
deltakere                   inn  302  200  200  200  404  404  200  404  200
mote_kalender               inn  200  200  200  200  404  404  200  404  200
mote_flytt                  inn  404  200  200  200  404  404  200  404  200
mote_avlys                  inn  404  200  200  200  404  404  200  404  200
mote_beskjed                inn  404  302  302  302  404  404  302  404  302
mote_svar                   inn  200  200  200  200  404  404  200  404  200
neste_ar                    inn  404  200  404  404  404  404  200  404  200
oppmote                     inn  404  200  200  200  404  404  200  404  200
ny_innsjekkode              inn  404  200  200  200  404  404  200  404  200
oppmoteliste                inn  404  200  200  200  404  404  200  404  200
oppmoteliste_pdf            inn  404  302  302  302  404  404  302  404  302
navnelapper                 inn  404  200  200  200  404  404  200  404  200
navnelapper_pdf             inn  404  302  302  302  404  404  302  404  302
gjester                     inn  404  200  200  200  404  404  200  404  200
gjester_maks                405  405  405  405  405  405  405  405  405  405
gjester_ny_lenke            inn  404  200  200  200  404  404  200  404  200
gjester_ledere              inn  404  200  200  200  404  404  200  404  200
gjester_ja                  405  405  405  405  405  405  405  405  405  405
gjester_nei                 inn  404  200  200  200  404  404  200  404  200
gjester_send                405  405  405  405  405  405  405  405  405  405
mote_svar_opplysninger      inn  200  200  200  404  404  404  404  404  404
mote_svar_for               inn  404  200  200  404  404  404  404  404  404
arrangor                    405  405  405  405  405  405  405  405  405  405
arrangor_trekk              inn  404  200  200  200  404  404  200  404  200
sjekkliste                  405  405  405  405  405  405  405  405  405  405
program                     inn  404  200  200  200  404  404  404  404  404
arrangor_bytte              inn  404  404  302  302  404  404  404  404  404
bytte                       inn  200  404  200  404  404  404  404  404  404
arrangor_overta             inn  404  200  200  404  404  404  200  404  200
bytte_svar                  200  200  200  200  200  200  200  200  200  200
vert                        200  200  200  200  200  200  200  200  200  200
vert_avslutt                405  405  405  405  405  405  405  405  405  405
program_forslag             405  405  405  405  405  405  405  405  405  405
program_tillegg             405  405  405  405  405  405  405  405  405  405
program_slett               inn  404  200  200  200  404  404  404  404  404

innkalling                  inn  200  200  200  200  404  404  200  404  200
innkalling_pdf              inn  200  200  200  200  404  404  200  404  200
innkalling_lever            405  405  405  405  405  405  405  405  405  405
innkalling_returner         405  405  405  405  405  405  405  405  405  405
innkalling_send             405  405  405  405  405  405  405  405  405  405
innkalling_mottatt          inn  404  404  404  404  404  404  302  404  302
innkalling_fil              inn  404  404  404  404  404  404  404  404  404
innkalling_rett             inn  404  302  302  302  404  404  302  404  302

svar                        200  200  200  200  200  200  200  200  200  200
svar_fil                    200  200  200  200  200  200  200  200  200  200
gjest_fil                   404  404  404  404  404  404  404  404  404  404
svar_opplysninger           200  200  200  200  200  200  200  200  200  200
svar_innkalling             200  200  200  200  200  200  200  200  200  200
svar_innkalling_fil         404  404  404  404  404  404  404  404  404  404
svar_pdf                    200  200  200  200  200  200  200  200  200  200
svar_kalender               200  200  200  200  200  200  200  200  200  200

her                         200  200  200  200  200  200  200  200  200  200
her_inn                     405  405  405  405  405  405  405  405  405  405
her_angre                   405  405  405  405  405  405  405  405  405  405

bevis                       inn  200  200  200  200  404  404  200  404  200
bevis_pdf                   inn  302  302  302  404  404  404  404  404  404
bevis_alle                  inn  404  200  200  200  404  404  200  404  200
bevis_alle_pdf              inn  404  302  302  302  404  404  302  404  302
gjest_apen                  200  200  200  200  200  200  200  200  200  200
gjest_takk                  200  200  200  200  200  200  200  200  200  200
gjest_min                   200  200  200  200  200  200  200  200  200  200
gjest_avmeld                405  405  405  405  405  405  405  405  405  405
gjest_angre                 405  405  405  405  405  405  405  405  405  405
gjest_kalender              200  200  200  200  200  200  200  200  200  200
gjest_kolleger              200  200  200  200  200  200  200  200  200  200
gjest_bevis                 302  302  302  302  302  302  302  302  302  302
gjest_bevis_pdf             302  302  302  302  302  302  302  302  302  302

referat                     inn  200  200  200  200  404  404  200  404  200
referat_pdf                 inn  200  200  200  200  404  404  200  404  200
referat_mottatt             inn  404  404  404  404  404  404  302  404  302
referat_fil                 inn  404  404  404  404  404  404  404  404  404
referat_lenke_fil           404  404  404  404  404  404  404  404  404  404
referat_skriv               inn  404  200  200  200  404  404  404  404  404
referat_se_over             inn  404  200  302  302  404  404  404  404  404
referat_lever               405  405  405  405  405  405  405  405  405  405
referat_kopier              405  405  405  405  405  405  405  405  405  405
referat_utkast              inn  200  200  200  404  404  404  404  404  404
referat_rett                inn  404  200  200  200  404  404  404  404  404
referat_rett_avbryt         inn  404  302  302  302  404  404  404  404  404
referat_versjon             inn  200  200  200  200  404  404  200  404  200
referat_versjon_pdf         inn  200  200  200  200  404  404  200  404  200
referat_lenke               200  200  200  200  200  200  200  200  200  200
referat_lenke_pdf           200  200  200  200  200  200  200  200  200  200

opplysninger                inn  404  404  404  404  404  404  200  200  200
opplysninger_behandle       inn  404  404  404  404  404  404  200  404  200

arbeidssteder               inn  404  404  404  404  404  404  200  200  200
arbeidssted                 inn  404  404  404  404  404  404  200  404  200
arbeidssted_slaa_sammen     inn  404  404  404  404  404  404  200  404  200

utboks                      inn  200  200  200  200  200  200  200  200  200
epost                       inn  404  404  404  404  404  404  200  404  200
vedlegg                     inn  404  404  404  404  404  404  200  404  200

admin:index                 inn  inn  inn  inn  inn  inn  inn  200  200  200
admin:login                 inn  403  403  403  403  403  403  302  302  302
admin:logout                302  302  302  302  302  302  302  405  405  405
admin:jsi18n                inn  inn  inn  inn  inn  inn  inn  200  200  200
admin:autocomplete          inn  inn  inn  inn  inn  inn  inn  403  403  403
admin:app_list              inn  inn  inn  inn  inn  inn  inn  200  200  200
"""

# Pressed, with a form that has nothing in it. Who gets inn, 404 or 405 has changed nothing.
POST = """
                            utl. med. g.an arr. kont nabo led. koor anne drift
kalender_abonnement         inn  302  302  302  302  302  302  302  302  302
sprak                       302  302  302  302  302  302  302  302  302  302
logg_inn_som                404  404  404  404  404  404  404  404  404  404
opplysninger_behandle       inn  404  404  404  404  404  404  422  404  422
mote_detaljer               inn  404  200  200  200  404  404  404  404  404
programkontakt              inn  404  200  200  200  404  404  404  404  404
mote_flytt                  inn  404  422  422  422  404  404  422  404  422
mote_avlys                  inn  404  200  200  200  404  404  200  404  200
nytt_mote                   inn  404  422  404  404  404  404  422  404  422
neste_ar                    inn  404  422  404  404  404  404  422  404  422
gruppe_slaa_sammen          inn  404  404  404  404  404  404  422  404  422
gruppe_del                  inn  404  404  404  404  404  404  422  404  422
gruppe_avslutt              inn  404  404  404  404  404  404  422  404  422
omlegging_angre             inn  404  404  404  404  404  404  302  404  302
arbeidssted                 inn  404  404  404  404  404  404  422  404  422
arbeidssted_slaa_sammen     inn  404  404  404  404  404  404  422  404  422
mote_svar                   inn  422  422  422  422  404  404  422  404  422
oppmote                     inn  404  302  302  302  404  404  302  404  302
ny_innsjekkode              inn  404  302  302  302  404  404  302  404  302
oppmoteliste                inn  404  302  302  302  404  404  302  404  302
navnelapper                 inn  404  302  302  302  404  404  302  404  302
her                         409  409  409  409  409  409  409  409  409  409
her_inn                     409  409  409  409  409  409  409  409  409  409
her_angre                   409  409  409  409  409  409  409  409  409  409
bevis                       inn  302  302  302  200  404  404  200  404  200
bevis_alle                  inn  404  302  302  302  404  404  302  404  302
gjester                     inn  404  422  422  422  404  404  422  404  422
gjester_maks                inn  404  302  302  302  404  404  302  404  302
gjester_ny_lenke            inn  404  302  302  302  404  404  302  404  302
gjester_ledere              inn  404  302  302  302  404  404  302  404  302
gjester_ja                  inn  404  302  302  302  404  404  302  404  302
gjester_nei                 inn  404  302  302  302  404  404  302  404  302
gjester_send                inn  404  302  302  302  404  404  302  404  302
hylle                       inn  422  422  422  404  404  404  404  404  404
fil_slett                   inn  404  302  302  404  404  404  404  404  404
mote_filer                  inn  422  422  422  422  404  404  404  404  404
gruppe_drift                inn  404  302  404  404  404  404  404  404  404
mote_svar_opplysninger      inn  422  422  422  404  404  404  404  404  404
mote_svar_for               inn  404  422  422  404  404  404  404  404  404
arrangor                    inn  404  302  404  404  404  404  302  404  302
arrangor_trekk              inn  404  302  302  302  404  404  302  404  302
sjekkliste                  inn  404  302  302  302  404  404  404  404  404
program                     inn  404  302  302  302  404  404  404  404  404
arrangor_bytte              inn  404  404  302  302  404  404  404  404  404
bytte                       inn  422  404  302  404  404  404  404  404  404
arrangor_overta             inn  404  422  422  404  404  404  422  404  422
bytte_svar                  422  422  422  422  422  422  422  422  422  422
vert                        302  200  200  200  200  200  200  200  200  200
vert_avslutt                302  302  302  302  302  302  302  302  302  302
program_forslag             inn  404  302  302  302  404  404  404  404  404
program_tillegg             inn  404  302  302  302  404  404  404  404  404
program_slett               inn  404  302  302  302  404  404  404  404  404
innkalling_lever            inn  404  302  302  302  404  404  404  404  404
innkalling_returner         inn  404  404  404  404  404  404  200  404  200
innkalling_send             inn  404  404  404  404  404  404  302  404  302
innkalling_mottatt          inn  404  404  404  404  404  404  302  404  302
innkalling_rett             inn  404  302  302  302  404  404  302  404  302
svar                        422  422  422  422  422  422  422  422  422  422
gjest_apen                  422  422  422  422  422  422  422  422  422  422
gjest_min                   422  422  422  422  422  422  422  422  422  422
gjest_avmeld                302  302  302  302  302  302  302  302  302  302
gjest_angre                 302  302  302  302  302  302  302  302  302  302
gjest_kolleger              422  422  422  422  422  422  422  422  422  422
gjest_bevis                 302  302  302  302  302  302  302  302  302  302
svar_opplysninger           422  422  422  422  422  422  422  422  422  422
referat_mottatt             inn  404  404  404  404  404  404  302  404  302
referat_skriv               inn  404  422  422  422  404  404  404  404  404
referat_lever               inn  404  302  302  302  404  404  404  404  404
referat_kopier              inn  404  404  404  404  404  404  302  404  302
referat_utkast              inn  422  422  422  404  404  404  404  404  404
referat_rett                inn  404  422  422  422  404  404  404  404  404
referat_rett_avbryt         inn  404  302  302  302  404  404  404  404  404
"""

# The registers, for a coordinator of the row's network; after the slash the operator, who may more.
REGISTRE = """
                            list ny      endre   slett   historikk
nettverk_nettverk           200  403/200 200     403     200
nettverk_nettverksrolle     200  403/200 200     403/200 200
nettverk_arbeidssted        200  200     200     403     200
nettverk_kompetansepunkt    200  200     200     200     200
nettverk_skoleferie         200  200     200     200     200
nettverk_fristoppsett       200  403     200     403     200
nettverk_gruppe             200  200     200     403     200
nettverk_medlemskap         200  200     200     200     200
nettverk_driftsrepresentant 200  200     200     200     200
nettverk_opplysningssjekk   200  403     200     403     200
nettverk_person             200  200     200     403     200
nettverk_dokument           200  403     200     403     200
nettverk_epost              200  403     200     403     200
nettverk_frist              200  403     200     403     200
moter_mote                  200  200     200     403     200
moter_pamelding             200  403     200     403     200
moter_gjest                 200  403     200     403     200
moter_innkalling            200  403     200     403     200
referat_referat             200  403     200     403     200
dybdemoter_serie            200  403     200     403     200
dybdemoter_seriemote        200  403     200     403     200
dybdemoter_institusjon      200  403     200     403     200
dybdemoter_soknad           200  403     200     403     200
dybdemoter_kontakt          200  403     200     403     200
"""
