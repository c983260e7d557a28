"""What files of customers and leads can tell, and what holds for the whole of them."""

from django.utils.translation import gettext_lazy as _

from forecourt.apps.customers.selectors.setup import sources
from forecourt.core.actor import Actor
from forecourt.core.imports.importer import ImportField, ImportOption, yes_or_no

_REFERENCE = _("Number in the old system")
_NAME = ImportField(
    "name", _("Name"), required=True, max_length=80, aliases=("customer", "customer name", "姓名")
)
_PHONE = ImportField("phone", _("Phone"), max_length=40, aliases=("mobile", "tel", "手机", "电话"))
_STORE = ImportField("store", _("Store"), required=True, max_length=120, aliases=("dealer", "门店"))
_PERSON = (
    ImportField("phone2", _("Second phone"), max_length=40),
    ImportField(
        "gender",
        _("Gender"),
        kind="choice",
        aliases=("sex", "性别"),
        choices={
            "male": "male",
            "female": "female",
            "男": "male",
            "女": "female",
            "m": "male",
            "f": "female",
        },
    ),
    ImportField("wechat", _("WeChat"), max_length=40, aliases=("微信",)),
    ImportField("city", _("City"), max_length=40, aliases=("城市",)),
    ImportField("address", _("Address"), max_length=200, aliases=("地址",)),
)

CUSTOMER_FIELDS = (
    ImportField("reference", _REFERENCE, max_length=150, aliases=("customer id", "id", "编号", "客户编号")),
    _NAME,
    _PHONE,
    _STORE,
    ImportField(
        "kind",
        _("Kind"),
        kind="choice",
        choices={
            "person": "person",
            "company": "company",
            "个人": "person",
            "公司": "company",
            "企业": "company",
        },
    ),
    *_PERSON,
    ImportField("id_number", _("Identity number"), max_length=18, aliases=("身份证号",)),
    ImportField("company_code", _("Company code"), max_length=18, aliases=("统一社会信用代码",)),
    ImportField("note", _("Note"), max_length=500, aliases=("备注",)),
)

LEAD_FIELDS = (
    ImportField(
        "reference", _REFERENCE, required=True, max_length=150, aliases=("lead id", "id", "编号", "线索编号")
    ),
    _NAME,
    _PHONE,
    _STORE,
    ImportField(
        "customer_reference",
        _("Number of the customer in the old system"),
        max_length=150,
        aliases=("customer id",),
    ),
    ImportField("source", _("Source"), max_length=60, aliases=("lead source", "来源")),
    ImportField("level", _("Level"), max_length=4, help=_("H, A, B, C or N."), aliases=("级别",)),
    ImportField("created_on", _("Begun on"), kind="date", aliases=("created", "date", "创建日期")),
    ImportField("next_on", _("Next follow-up"), kind="date", help=_("Empty: today."), aliases=("下次跟进",)),
    ImportField("wanted", _("Wanted"), max_length=120, aliases=("series", "model", "意向车型")),
    ImportField("budget_min", _("Budget from"), kind="money"),
    ImportField("budget_max", _("Budget to"), kind="money", aliases=("budget", "预算")),
    ImportField("lead_note", _("Note"), max_length=500, aliases=("note", "备注")),
    *_PERSON,
)


def _source_choices(_actor: Actor) -> list[tuple[str, str]]:
    return [(code, str(source.label)) for code, source in sources().items()]


STORE_OPTIONS = (
    ImportOption(
        "add_stores", _("Open stores that are not there"), choices=yes_or_no, required=True, default="no"
    ),
)
LEAD_OPTIONS = (
    *STORE_OPTIONS,
    ImportOption(
        "other_source",
        _("Source of leads whose source is not known"),
        choices=_source_choices,
        help=_("Empty: such rows are refused."),
    ),
)
