"""Many drills at once: what one drill adds to a record, and what people and teams make of it over time."""

from scoring.trends.measure import Measure, measure
from scoring.trends.person import History, PersonTrend, person_trends
from scoring.trends.team import SMALL_GROUP, TeamReport, TeamTrend, team_trend

__all__ = [
    "SMALL_GROUP",
    "History",
    "Measure",
    "PersonTrend",
    "TeamReport",
    "TeamTrend",
    "measure",
    "person_trends",
    "team_trend",
]
