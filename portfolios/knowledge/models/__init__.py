from portfolios.knowledge.models.cards import (
    CardAuthor,
    CardComment,
    CardLink,
    CardReview,
    CardUse,
    CardVersion,
    Evidence,
    MethodCard,
)
from portfolios.knowledge.models.guilds import Guild, GuildMember

__all__ = [
    "CardAuthor",
    "CardComment",
    "CardLink",
    "CardReview",
    "CardUse",
    "CardVersion",
    "Evidence",
    "Guild",
    "GuildMember",
    "MethodCard",
]
