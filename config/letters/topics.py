"""Which letters somebody may switch off, and which go by post when the mail comes back.

Never a decision, a term, or what somebody has to do: those are in no topic.
"""

from outbox.topics import Topic


def of(app: str, *names: str) -> frozenset[str]:
    return frozenset(f"{app}/{name}" for name in names)


TOPICS = (
    Topic(
        "gesprek", "Vlak voor een gesprek",
        "Een week en een dag voor je gesprek sturen we je nog een mail. Je uitnodiging en elke "
        "verandering krijg je altijd.",
        of("accreditation", "talk_soon"),
        at_once=of("accreditation", "talk_soon"),
    ),
    Topic(
        "intervisie", "Intervisie",
        "Wat er in je groep gebeurt: een voorstel, een datum, wat er is vastgelegd.",
        of("portfolios", "session_logged", "moderator_now", "group_ended", "group_split",
           "meeting_poll", "meeting_planned", "meeting_moved", "meeting_cancelled", "meeting_left",
           "place_given", "place_not_now"),
        at_once=of("portfolios", "meeting_planned", "meeting_moved", "meeting_cancelled",
                   "meeting_left", "place_given"),
    ),
    Topic(
        "kennis", "Gildes en methodekaarten",
        "Als iemand meeleest met je kaart, of als er een kaart klaarligt.",
        of("portfolios", "steward_now", "guild_ended", "card_answered", "card_again",
           "card_published", "card_withdrawn", "card_released", "card_old"),
    ),
    Topic(
        "cursussen", "Cursussen en opleiders",
        "Als een cursus verandert die je bewaarde, en als een opleider zegt dat je er was.",
        of("portfolios", "course_ended", "run_called_off", "attendance_proposed",
           "attendance_answered", "attendance_unanswered", "course_looked_back"),
        at_once=of("portfolios", "run_called_off"),
    ),
    Topic(
        "samen", "Mentor, feedback en delen",
        "Als iemand antwoordt op wat jij vroeg of deelde.",
        of("portfolios", "feedback_there", "mentor_yes", "mentor_not_now", "mentorship_ended",
           "share_comment", "share_answer", "peer_yes", "peer_not_now", "visit_yes",
           "visit_not_now", "visit_soon"),
        at_once=of("portfolios", "visit_soon"),
    ),
    Topic(
        "vak", "Regels van het beroep",
        "Wat er gebeurt met een voorstel waar jij op reageerde. Een nieuwe versie van de regels "
        "sturen we altijd.",
        of("register", "remark_answered", "consultation_decided"),
    ),
)  # fmt: skip

# Decisions, and the end of a term. The notice before a lapse has its own letter (register.lapsing).
IMPORTANT = (
    of("register", "admitted", "refused", "closed_unanswered", "renewed", "lapse_proposed",
       "lapsed", "lapse_undone", "name_change_declined", "objection_upheld", "objection_dismissed",
       "objection_too_late", "objection_hearing", "hardship_granted", "hardship_denied",
       "measure_charged", "measure_hearing", "measure_provisional", "measure_none",
       "measure_imposed", "measure_final", "measure_ended", "measure_dropped",
       "measure_provisional_ended", "question", "question_again", "pause_ends", "extended", "late")
    | of("accreditation", "reminder", "more_time", "advice_stands", "response_asked",
         "report_closed", "complaint_upheld", "complaint_dismissed", "complaint_voided",
         "complaint_decided", "programme_refused", "programme_withdrawn", "programme_ended",
         "programme_hearing", "programme_objection_decided", "programme_reminder")
    | of("portfolios", "provider_refused", "provider_stopped")
)  # fmt: skip
