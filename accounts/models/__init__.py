from accounts.models.public_use import PublicUse
from accounts.models.recovery import FactorReset
from accounts.models.role_changes import RoleChange
from accounts.models.roles import Role, RoleGrant
from accounts.models.users import User

__all__ = ["FactorReset", "PublicUse", "Role", "RoleChange", "RoleGrant", "User"]
