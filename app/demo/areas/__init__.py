"""The word stock of each practice area."""

from __future__ import annotations

from app.demo.areas.bankruptcy import BANKRUPTCY
from app.demo.areas.business import BUSINESS
from app.demo.areas.employment import EMPLOYMENT
from app.demo.areas.estates import ESTATES
from app.demo.areas.family import FAMILY
from app.demo.areas.housing import HOUSING
from app.demo.areas.immigration import IMMIGRATION
from app.demo.areas.injury import INJURY

AREAS = {
    area.name: area
    for area in (EMPLOYMENT, INJURY, FAMILY, ESTATES, HOUSING, BUSINESS, BANKRUPTCY, IMMIGRATION)
}
