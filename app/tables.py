"""Every room's tables in one place: importing this makes the metadata whole."""

from __future__ import annotations

from app.access import models as access
from app.audit import models as audit
from app.backups import models as backups
from app.care import models as care
from app.channels import models as channels
from app.clients import merges
from app.clients import models as clients
from app.concerns import models as concerns
from app.conflicts import models as conflicts
from app.contactlog import models as contactlog
from app.contactlog import open_models
from app.destruction import models as destruction
from app.drafts import models as drafts
from app.engagement import models as engagement
from app.exchange import models as exchange
from app.feedback import models as feedback
from app.hours import models as hours
from app.letters import models as letters
from app.matters import keepers, parties, turning
from app.matters import models as matters
from app.notices import models as notices
from app.owed import changes
from app.owed.snooze import models as owed
from app.people import models as people
from app.plain import models as plain
from app.policies import models as policies
from app.promises import models as promises
from app.retention import models as retention
from app.reviews import models as reviews
from app.schedule import models as schedule
from app.search import models as search
from app.settings import models as settings
from app.storage import register
from app.storage.base import Base

EVERY = (
    access,
    audit,
    backups,
    care,
    changes,
    channels,
    clients,
    concerns,
    conflicts,
    contactlog,
    destruction,
    drafts,
    engagement,
    exchange,
    feedback,
    hours,
    keepers,
    letters,
    matters,
    merges,
    notices,
    open_models,
    owed,
    parties,
    people,
    plain,
    policies,
    promises,
    register,
    retention,
    reviews,
    schedule,
    search,
    settings,
    turning,
)
METADATA = Base.metadata
