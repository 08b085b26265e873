from portfolios.knowledge.models.guilds import Guild, GuildMember

__all__ = ["Guild", "GuildMember"]
