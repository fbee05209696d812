"""What is not done, what others did and what the harm itself does is no measure; what is done about it stays one."""

from __future__ import annotations

import pytest

from simulator.reading import Reader

AT_UTC_S = 1_776_175_860
LEAD = "We are aware of errors when saving: 18 % of sessions are affected since 14:01 UTC. "


def level(reader: Reader, said: str) -> int:
    """How much of an action a post tells of: none, some or a specific one."""
    return reader.read_update(LEAD + said, at_utc_s=AT_UTC_S).action_level


@pytest.mark.parametrize(
    "said",
    [
        "The server is rebooting again and again.", "Devices restart every few minutes.", "The router keeps resetting.",
        "Tills reboot at random.", "The app has been reloading on its own since noon.",
        "Users are being redirected to an error page.", "Calls are sent to a dead line.",
        "Your sessions were reset.", "All your keys have been deleted.", "Payments are being rolled back.",
        "Our provider has blocked our mail.", "The provider switched off our circuit.", "Our bank closed our account.",
        "A contractor deleted the table.", "A bot revoked everybody's keys.", "Attackers deleted the backups.",
        "The upgrade last night rolled back our settings.", "A bad script removed all user records.",
        "A cron job restarted the database by mistake.", "Somebody disabled the alarm last week.",
        "The failover has failed.", "The rollback did not work.",
    ],
)  # fmt: skip
def test_damage_is_nobodys_measure(reader: Reader, said: str) -> None:
    assert level(reader, said) == 0


@pytest.mark.parametrize(
    "said",
    [
        "We are not investigating.", "Nobody is working on it.", "No work has started.", "No one is looking at this.",
        "We have stopped working on this.", "We have no engineers available to investigate.", "We gave up looking.",
        "None of us is working on it.", "Our vendor is not investigating.", "We stopped the rollback.",
        "No engineer has started to restore the backup.", "There is nobody to restart the server.",
    ],
)  # fmt: skip
def test_work_that_is_denied_is_none(reader: Reader, said: str) -> None:
    assert level(reader, said) == 0


@pytest.mark.parametrize(
    "said",
    [
        "We are restarting the server every hour until the new version is there.",
        "As a precaution, your sessions were reset.", "To protect your data, all your keys have been deleted.",
        "All API keys issued before Monday have been revoked.", "Your passwords have been reset.",
        "Our provider has blocked the attacker.", "Our provider has restarted our router.",
        "Our provider has switched off our faulty circuit.",
        "A contractor deleted the table, and we are restoring it from the backup of noon.",
        "The failover has failed; we are moving traffic by hand.", "The double payments are being rolled back.",
        "We stopped the job that overloads the database.",
        "We stopped work on all other features and rolled back the release.",
        "We have not found the cause yet but are restarting the servers.",
    ],
)  # fmt: skip
def test_what_is_done_about_it_is_a_measure(reader: Reader, said: str) -> None:
    assert level(reader, said) == 2
