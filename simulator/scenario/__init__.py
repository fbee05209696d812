"""The shape of a scenario file: the situation, its hidden truth, its injects, accounts, tasks and reference run."""

from simulator.scenario.model import Scenario
from simulator.scenario.script import ScriptStep
from simulator.scenario.truth import Truth, Variant

__all__ = ["Scenario", "ScriptStep", "Truth", "Variant"]
