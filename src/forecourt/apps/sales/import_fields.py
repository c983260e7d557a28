"""What a file of sales can tell, and what holds for the whole of it."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.imports.importer import ImportField, ImportOption, yes_or_no

OF_CUSTOMER = ("annual_income",)
OF_VEHICLE = ("engine", "transmission", "body")
OF_SALE = ("region", "dealer_number")
"""Fields that are kept as custom facts of the customer, the vehicle and the sale."""

FIELDS = (
    ImportField(
        "reference",
        _("Number in the old system"),
        required=True,
        max_length=60,
        aliases=("Car_id", "sale id", "编号", "销售单号"),
    ),
    ImportField("sold_on", _("Sold on"), kind="date", required=True, aliases=("Date", "销售日期")),
    ImportField("store", _("Store"), required=True, max_length=120, aliases=("Dealer_Name", "门店")),
    ImportField(
        "price", _("Vehicle price"), kind="money", required=True, aliases=("Price ($)", "Price", "成交价")
    ),
    ImportField("accessories", _("Accessories"), kind="money", help=_("Amount of all of them.")),
    ImportField("cost", _("Vehicle cost"), kind="money", help=_("Without VAT. Empty: not known.")),
    ImportField("brand", _("Brand"), required=True, max_length=60, aliases=("Company", "Make", "品牌")),
    ImportField("series", _("Series"), required=True, max_length=80, aliases=("Model", "车系")),
    ImportField(
        "vin", _("VIN"), max_length=40, help=_("Empty: a stock number stands in."), aliases=("车架号",)
    ),
    ImportField("colour", _("Colour"), max_length=40, aliases=("Color", "颜色")),
    ImportField("engine", _("Engine"), max_length=80),
    ImportField("transmission", _("Transmission"), max_length=40),
    ImportField("body", _("Body"), max_length=40, aliases=("Body Style",)),
    ImportField("customer", _("Customer"), required=True, max_length=80, aliases=("Customer Name", "客户")),
    ImportField("phone", _("Phone"), max_length=40, aliases=("Mobile", "手机")),
    ImportField(
        "gender",
        _("Gender"),
        kind="choice",
        aliases=("Sex", "性别"),
        choices={
            "male": "male",
            "female": "female",
            "男": "male",
            "女": "female",
            "m": "male",
            "f": "female",
        },
    ),
    ImportField("annual_income", _("Annual income"), max_length=40),
    ImportField("region", _("Region"), max_length=80, aliases=("Dealer_Region",)),
    ImportField("dealer_number", _("Store number in the old system"), max_length=40, aliases=("Dealer_No",)),
    ImportField("month", _("Month"), kind="integer", help=_("Only compared with the date.")),
    ImportField("note", _("Note"), max_length=500),
)

OPTIONS = (
    ImportOption(
        "vat_rate",
        _("VAT rate in the amounts"),
        help=_("Such as 0.13. Empty: the rate in force on the day. 0: the amounts carry no VAT."),
    ),
    ImportOption(
        "phone_identifies",
        _("The phone tells who the customer is"),
        choices=yes_or_no,
        required=True,
        default="yes",
        help=_("If not, it is kept as given, and name and phone together tell who he is."),
    ),
    ImportOption(
        "add_stores", _("Open stores that are not there"), choices=yes_or_no, required=True, default="no"
    ),
    ImportOption("legal_entity", _("Legal entity of the opened stores")),
    ImportOption("time_zone", _("Time zone of the opened stores")),
)
