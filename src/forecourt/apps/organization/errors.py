"""What the organization refuses, each with a reason a person understands."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.errors import Conflict, Invalid, NotAllowed


class AlreadyThere(Conflict):
    """A code, number or name is taken."""

    code = "organization.already_there"
    default_message = _("Another record has this code, number or name already.")


class StoreCodeInUse(Conflict):
    """Document numbers of the store begin with its code."""

    code = "organization.store_code_in_use"
    default_message = _("Documents of this store carry its code in their numbers; it stays as it is.")


class WarehouseInUse(Conflict):
    """What stands in a warehouse is in the books of its store."""

    code = "organization.warehouse_in_use"
    default_message = _(
        "A warehouse with bays stays with its store. Move the vehicles to another one instead."
    )


class GroupExists(Conflict):
    """There is one group per installation."""

    code = "organization.group_exists"
    default_message = _("The group is set up already.")


class DepartmentElsewhere(Invalid):
    """The department belongs to another store."""

    code = "organization.department_elsewhere"
    default_message = _("This department belongs to another store.")


class ZoneElsewhere(Invalid):
    """The zone belongs to another warehouse."""

    code = "organization.zone_elsewhere"
    default_message = _("This zone belongs to another warehouse.")


class BayRangeInvalid(Invalid):
    """First and last bay do not make a range."""

    code = "organization.bay_range"
    default_message = _(
        "First and last bay must differ only in their number at the end, such as A-001 and A-040."
    )


class TimeZoneUnknown(Invalid):
    """No such time zone."""

    code = "organization.time_zone"
    default_message = _("There is no such time zone.")


class HoursInvalid(Invalid):
    """Opening hours that end before they begin, or two for one day."""

    code = "organization.hours"
    default_message = _("A store closes after it opens, and each weekday has one line.")


class EmployeeHasLeft(Conflict):
    """Somebody who left cannot be changed or given a login."""

    code = "organization.employee_has_left"
    default_message = _("This employee has left.")


class LeavingDateInvalid(Invalid):
    """Leaving before joining, or in the future."""

    code = "organization.leaving_date"
    default_message = _("The last day lies after joining and not in the future.")


class LoginExists(Conflict):
    """An employee has one login."""

    code = "organization.login_exists"
    default_message = _("This employee has a login already.")


class UsernameTaken(Conflict):
    """Another login has this name, large and small letters alike."""

    code = "organization.username_taken"
    default_message = _("Another login has this name already.")


class PasswordWeak(Invalid):
    """The password is easy to guess."""

    code = "organization.password_weak"


class LoginClosed(Conflict):
    """The login is closed."""

    code = "organization.login_closed"
    default_message = _("This login is closed.")


class LastAdministrator(Conflict):
    """Without him nobody could set up the installation any more."""

    code = "organization.last_administrator"
    default_message = _("This is the last system administrator of the group. Make somebody else one first.")


class HoldsMore(NotAllowed):
    """Nobody gives, or takes over, more than he holds himself."""

    code = "organization.holds_more"
    default_message = _("This reaches further than what you hold yourself.")


class GrantPlaceMissing(Invalid):
    """A level needs the place it is about."""

    code = "organization.grant_place"
    default_message = _("Name the place that this level is about.")


class GrantDatesInvalid(Invalid):
    """A grant that ends before it starts."""

    code = "organization.grant_dates"
    default_message = _("The last day lies before the first.")


class GrantWithdrawn(Conflict):
    """The grant was withdrawn already."""

    code = "organization.grant_withdrawn"
    default_message = _("This role was withdrawn already.")


class PermissionUnknown(Invalid):
    """A role names a permission or level that does not exist."""

    code = "organization.permission_unknown"
    default_message = _("There is no such permission or level.")


class RoleNotBuiltIn(Conflict):
    """Only a built-in role has a template."""

    code = "organization.role_not_builtin"
    default_message = _("Only a built-in role can go back to its template.")


class SetUpAlready(Conflict):
    """The first administrator exists."""

    code = "organization.set_up_already"
    default_message = _("This installation has an administrator already. Sign in.")
