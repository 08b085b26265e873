"""Events in words, for the person they are about."""

from django import template

register = template.Library()

WORDS = {
    "application.submit": "Aanmelding verstuurd",
    "application.take": "Aanmelding in behandeling genomen",
    "application.ask": "Vraag gesteld over de aanmelding",
    "application.answer": "Vraag beantwoord",
    "application.invite_to_welcome_talk": "Uitgenodigd voor het welkomstgesprek",
    "application.note_welcome_talk": "Welkomstgesprek gevoerd",
    "application.mark_admitted": "Toegelaten tot het register",
    "application.propose_refusal": "Voorstel om af te wijzen",
    "application.drop_refusal": "Voorstel om af te wijzen vervallen",
    "application.mark_refused": "Aanmelding afgewezen",
    "application.withdraw": "Aanmelding ingetrokken",
    "registration.enter": "In het register gezet",
    "registration.renew": "Registratie verlengd",
    "registration.pause": "Registratie gepauzeerd",
    "registration.resume": "Registratie weer actief",
    "registration.hide": "Vermelding verborgen",
    "registration.show": "Vermelding weer zichtbaar",
    "registration.propose_lapse": "Voorstel om de registratie te laten verlopen",
    "registration.keep": "Registratie blijft staan",
    "registration.confirm_lapse": "Registratie verlopen",
    "registration.suspend": "Registratie geschorst",
    "registration.end_suspension": "Schorsing voorbij",
    "registration.leave": "Uitgeschreven",
    "registration.remove": "Registratie doorgehaald",
    "registration.note_death": "Overlijden vastgelegd",
    "certificate.issue": "Certificaat uitgegeven",
    "certificate.make": "Certificaat klaargemaakt",
    "certificate.supersede": "Certificaat vervangen door een nieuwer",
    "certificate.revoke": "Certificaat ingetrokken",
    "certificate.download": "Certificaat gedownload",
    "dossiersnapshot.freeze": "Dossier vastgelegd om in te leveren",
    "dossiersnapshot.open": "Ingeleverd dossier geopend",
    "cycle.start": "Nieuwe ontwikkelcyclus begonnen",
    "cycle.hand_in": "Dossier ingeleverd",
    "cycle.take_back": "Dossier teruggenomen",
    "cycle.propose_assessor": "Assessor gevraagd",
    "cycle.decline_assignment": "Assessor kon niet",
    "cycle.assign": "Assessor gevonden",
    "cycle.note_booked": "Gesprek gepland",
    "cycle.note_cancelled": "Gesprek afgezegd",
    "cycle.note_held": "Gesprek gevoerd",
    "cycle.note_reported": "Verslag gedeeld",
    "cycle.decide": "Besluit genomen",
    "cycle.close": "Cyclus gesloten",
    "slot.offer": "Moment aangeboden",
    "slot.withdraw": "Moment ingetrokken",
    "decision.follow": "Besluit vastgelegd",
    "conversation.book": "Gesprek geboekt",
    "conversation.hold": "Gesprek gevoerd",
    "conversation.move": "Gesprek verplaatst",
    "conversation.cancel": "Gesprek afgezegd",
    "conversationreport.share": "Verslag gedeeld",
    "conversationreport.sign": "Verslag getekend voor gelezen",
}


@register.simple_tag
def event_words(verb: str) -> str:
    """What happened, in Dutch. Raises KeyError for a verb without words (a test walks them all)."""
    return WORDS[verb]
