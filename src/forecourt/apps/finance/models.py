"""Tables of the ledger. Amounts are integer minor units; in a line debit is positive, credit negative."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forecourt.core.money import MoneyField
from forecourt.core.scoping import GroupQuerySet, ScopedQuerySet


class PeriodQuerySet(ScopedQuerySet["Period"]):
    """Months; those of the group's own books are reached by whoever reaches everything."""


class EntryQuerySet(ScopedQuerySet["JournalEntry"]):
    """Entries; those of the group's own books are reached by whoever reaches everything."""


class LineQuerySet(ScopedQuerySet["JournalLine"]):
    """Lines: they hang on the store of their entry."""

    store_path = "entry__store_id"


class BalanceQuerySet(ScopedQuerySet["AccountBalance"]):
    """Balances: they hang on the store whose books they are of."""

    store_path = "books"


class Account(models.Model):
    """A general ledger account of the chart, with its name in both languages."""

    class Kind(models.TextChoices):
        """The class of an account."""

        ASSET = "asset", _("Assets")
        LIABILITY = "liability", _("Liabilities")
        EQUITY = "equity", _("Equity")
        COST = "cost", _("Costs")
        REVENUE = "revenue", _("Revenue")
        EXPENSE = "expense", _("Expenses")

    code = models.CharField(_("code"), max_length=12, primary_key=True)
    name_zh = models.CharField(_("Chinese name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80)
    kind = models.CharField(_("class"), max_length=12, choices=Kind)
    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("account")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_zh if (get_language() or "zh").startswith("zh") else self.name_en


class Period(models.Model):
    """A month of a store's books (no store: the group's own). A month without a row is open."""

    store = models.ForeignKey("organization.Store", null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.CharField(_("closed by"), max_length=120, blank=True)
    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("period")
        ordering = ["-month"]
        constraints = [
            UniqueConstraint(fields=["store", "month"], name="period_once_per_store"),
            UniqueConstraint(fields=["month"], condition=Q(store=None), name="period_once_for_group"),
            CheckConstraint(condition=Q(month__day=1), name="period_is_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"


class JournalEntry(models.Model):
    """A posting to the books: never altered, never deleted; corrected by an entry that reverses it.

    `source` names the business document, such as "sales.sale:42". `line_count` and `total_debit` say what its lines
    must come to.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    store = models.ForeignKey(
        "organization.Store", verbose_name=_("store"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField(_("date"))
    source = models.CharField(_("source"), max_length=60, db_index=True)
    text = models.CharField(_("text"), max_length=200)
    reverses = models.OneToOneField(
        "self", verbose_name=_("reverses"), null=True, on_delete=models.PROTECT, related_name="reversed_by"
    )
    line_count = models.PositiveSmallIntegerField()
    total_debit = MoneyField(_("amount"))
    posted_at = models.DateTimeField(_("posted at"))
    posted_by = models.CharField(_("posted by"), max_length=120)
    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["store", "on", "id"], name="entry_by_store_and_date"),
            models.Index(fields=["on", "id"], name="entry_by_date"),
        ]
        constraints = [
            CheckConstraint(
                condition=Q(line_count__gte=2, total_debit__gt=0), name="entry_has_debit_and_credit"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class JournalLine(models.Model):
    """One debit (positive) or credit (negative) of an entry. Only ever added."""

    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(
        Account, verbose_name=_("account"), on_delete=models.PROTECT, related_name="lines"
    )
    amount = MoneyField(_("amount"))
    memo = models.CharField(_("memo"), max_length=120, blank=True)
    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("journal line")
        ordering = ["pk"]
        constraints = [CheckConstraint(condition=~Q(amount=0), name="line_is_debit_or_credit")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"

    @property
    def credit(self) -> int | None:
        """The amount as a credit, or None for a debit."""
        return -self.amount if self.amount < 0 else None


class AccountBalance(models.Model):
    """A summary: what an account of some books moved in a month. `books` is the store's id, 0 for the group's own."""

    books = models.BigIntegerField()
    month = models.DateField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    debit = MoneyField(default=0)
    credit = MoneyField(default=0)
    objects = BalanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("account balance")
        constraints = [UniqueConstraint(fields=["books", "month", "account"], name="balance_once")]

    def __str__(self) -> str:
        return f"{self.books} {self.month:%Y-%m} {self.account_id}"
