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
)
from portfolios.knowledge.models.reports import KnowledgeReport

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
    "KnowledgeReport",
    "LiteratureAnswer",
    "LiteratureItem",
    "MethodCard",
]
