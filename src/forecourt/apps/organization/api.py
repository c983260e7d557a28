"""The organization for programs."""

from ninja import Router, Schema

from forecourt.core.api import ApiRequest, allows

router = Router(tags=["Organization"])


class GrantOut(Schema):
    """Where a permission holds: everywhere, in stores, in departments, for own records."""

    everywhere: bool
    store_ids: list[int]
    department_ids: list[int]
    own: bool


class MeOut(Schema):
    """Who calls, and what he may do with this token or session."""

    name: str
    user_id: int | None
    employee_id: int | None
    store_id: int | None
    permissions: dict[str, GrantOut]


@router.get("/me/", response=MeOut)
@allows()
def get_me(request: ApiRequest) -> MeOut:
    """The caller: the login, the employee behind it, and where each permission holds."""
    actor = request.actor
    permissions = {
        code: GrantOut(
            everywhere=grant.everywhere,
            store_ids=sorted(grant.store_ids),
            department_ids=sorted(grant.department_ids),
            own=grant.own,
        )
        for code, grant in sorted(actor.grants.items())
    }
    return MeOut(
        name=actor.name,
        user_id=actor.user_id,
        employee_id=actor.employee_id,
        store_id=actor.store_id,
        permissions=permissions,
    )
