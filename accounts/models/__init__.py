from accounts.models.recovery import FactorReset
from accounts.models.role_changes import RoleChange
from accounts.models.roles import Role, RoleGrant
from accounts.models.users import User

__all__ = ["FactorReset", "Role", "RoleChange", "RoleGrant", "User"]
