"""How long the firm gives itself, by the law of its place; a firm that sets other days writes versions of the rule."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from app.access.laws import law_of, laws
from app.access.models import AccessRuleVersion
from app.access.rules import AccessRule, check_rule
from app.access.words import Identity, Unit
from app.kernel.errors import Invalid, NotFound
from app.kernel.language import tr
from app.kernel.reasons import given_reason
from app.kernel.rights import Right
from app.settings.queries import firm
from app.storage.transaction import Reader, Transaction
from app.storage.versions import newest, read_versions, write_version


def access_rules(reader: Reader) -> tuple[AccessRule, ...]:
    """Each law's rule as the firm has it."""
    rows = read_versions(reader, AccessRuleVersion, lambda row: (row.law, row.content))
    own = {law: rule_in(content) for law, content in newest(rows, lambda row: row[0]).values()}
    return tuple(own.get(law, rule) for law, rule in laws().items())


def access_rule(reader: Reader, law: str = "") -> AccessRule:
    """The rule of a law, of the firm's place where none is named. Raises NotFound."""
    details = firm(reader).details
    wanted = law or law_of(details.country, details.subdivision)
    for rule in access_rules(reader):
        if rule.law == wanted:
            return rule
    raise NotFound(
        "no-law", tr("There is no such law. Known are: {laws}.").format(laws=", ".join(laws())), field="law"
    )


def change_access_rule(tx: Transaction, rule: AccessRule, reason: str) -> None:
    """Write the next version of a law's rule; the same again writes nothing. Requests that are open keep theirs.

    Needs `Right.FIRM`. Raises NotFound, Invalid, `Refused` ("no-reason").
    """
    tx.need(Right.FIRM)
    before = access_rule(tx.reader(), rule.law)
    rule = replace(rule, name=before.name, source=before.source)
    if problems := check_rule(rule):
        raise Invalid(problems)
    if rule == before:
        return
    reason = given_reason(reason, "Please say why the time for an answer is changed.")
    versions = read_versions(
        tx.reader(), AccessRuleVersion, lambda row: row.id, AccessRuleVersion.law == rule.law
    )
    says = {"content": asdict(rule)}
    rule_id = write_version(
        tx, AccessRuleVersion, {"law": rule.law}, says, number=len(versions) + 1, reason=reason
    )
    was, now = asdict(before), asdict(rule)
    changed = {name: value for name, value in now.items() if value != was[name]}
    former = {name: was[name] for name in changed}
    tx.record("changed", "access_rule", rule_id, law=rule.law, **changed, before=former, reason=reason)


def rule_in(content: dict[str, Any]) -> AccessRule:
    """A rule out of what a row keeps; its name and source as they are said now, in the language that is spoken."""
    said: dict[str, Any] = {"unit": Unit(content["unit"]), "identity": Identity(content["identity"])}
    if (law := laws().get(content["law"])) is not None:
        said |= {"name": law.name, "source": law.source}
    return AccessRule(**{**content, **said})
