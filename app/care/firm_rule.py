"""The firm's rule for fees, read (PRACTICE F2)."""

from __future__ import annotations

from app.care.models import FeeRuleVersion
from app.care.rules import FeeRule
from app.kernel.money import currency_of
from app.settings.queries import firm
from app.storage.transaction import Reader
from app.storage.versions import read_versions


def fee_rule(reader: Reader) -> FeeRule:
    """The rule as it is now (as it was known)."""
    found = read_versions(reader, FeeRuleVersion, rule_of)
    return found[0] if found else FeeRule()


def firm_currency(reader: Reader) -> str:
    """The currency of figures that name none: the rule's, else that of the firm's place."""
    return fee_rule(reader).currency or currency_of(firm(reader).details.country)


def rule_of(row: FeeRuleVersion) -> FeeRule:
    """What a version says."""
    return FeeRule(row.amber, row.red, row.with_tax, row.update_months, row.currency)
