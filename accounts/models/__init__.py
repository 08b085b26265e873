from accounts.models.roles import Role, RoleGrant
from accounts.models.users import User

__all__ = ["Role", "RoleGrant", "User"]
