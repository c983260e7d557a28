"""What files of vehicles can tell, and what holds for the whole of them."""

from django.utils.translation import gettext_lazy as _

from forecourt.core.imports.importer import ImportField, ImportOption, yes_or_no

OF_AUCTION = (
    "model_year", "trim", "body", "transmission", "state", "grade", "odometer", "supplier", "market_value",
)  # fmt: skip
"""Fields that are kept as custom facts of the vehicle."""

_BRAND = ImportField("brand", _("Brand"), required=True, max_length=60, aliases=("make", "company", "品牌"))
_SERIES = ImportField("series", _("Series"), required=True, max_length=80, aliases=("model", "车系"))
_COLOUR = ImportField(
    "colour", _("Exterior colour"), max_length=40, aliases=("color", "exterior_colour", "颜色")
)
_INTERIOR = ImportField(
    "interior", _("Interior colour"), max_length=40, aliases=("interior_colour", "interior color")
)

STOCK_FIELDS = (
    ImportField("vin", _("VIN"), max_length=40, help=_("Or a stock number."), aliases=("车架号",)),
    ImportField("stock_number", _("Stock number"), max_length=40, aliases=("stock no", "库存编号")),
    _BRAND,
    _SERIES,
    ImportField("store", _("Store"), required=True, max_length=120, aliases=("dealer", "门店")),
    ImportField("received_on", _("Received on"), kind="date", aliases=("入库日期",)),
    ImportField(
        "cost", _("Cost"), kind="money", help=_("Without VAT. Empty: not known."), aliases=("进价", "成本")
    ),
    _COLOUR,
    _INTERIOR,
    ImportField("engine_number", _("Engine number"), max_length=40, aliases=("engine no", "发动机号")),
    ImportField("production_on", _("Production date"), kind="date", aliases=("生产日期",)),
    ImportField(
        "condition",
        _("Condition"),
        kind="choice",
        choices={
            "new": "new",
            "demo": "demo",
            "used": "used",
            "新车": "new",
            "试驾车": "demo",
            "二手车": "used",
        },
    ),
    ImportField(
        "override_reason",
        _("Reason for a wrong check digit"),
        help=_("Lets a VIN of China in whose check digit is wrong."),
    ),
)

AUCTION_FIELDS = (
    ImportField("vin", _("VIN"), required=True, max_length=40),
    _BRAND,
    _SERIES,
    ImportField("received_on", _("Bought on"), kind="date", required=True, aliases=("saledate", "sale date")),
    ImportField("cost", _("Price paid"), kind="money", aliases=("sellingprice", "price")),
    _COLOUR,
    _INTERIOR,
    ImportField("model_year", _("Model year"), kind="integer", aliases=("year",)),
    ImportField("trim", _("Trim"), max_length=80),
    ImportField("body", _("Body"), max_length=40, aliases=("body style",)),
    ImportField("transmission", _("Transmission"), max_length=40),
    ImportField("state", _("Place of the auction"), max_length=40),
    ImportField(
        "grade",
        _("Grade of condition"),
        max_length=20,
        aliases=("condition",),
        help=_("Kept as it is given."),
    ),
    ImportField("odometer", _("Mileage"), kind="integer", aliases=("mileage",)),
    ImportField("supplier", _("Bought from"), max_length=120, aliases=("seller",)),
    ImportField("market_value", _("Market value"), max_length=40, aliases=("mmr",)),
)

AUCTION_OPTIONS = (
    ImportOption("store", _("Store that bought them"), required=True, help=_("By name or code.")),
    ImportOption(
        "add_store", _("Open it if it is not there"), choices=yes_or_no, required=True, default="no"
    ),
)
