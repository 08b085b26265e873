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
from portfolios.knowledge.models.literature import (
    LiteratureAnswer,
    LiteratureItem,
    LiteratureReport,
)

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
    "LiteratureAnswer",
    "LiteratureItem",
    "LiteratureReport",
    "MethodCard",
]
