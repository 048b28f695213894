"""The channel registry is whole, dated, and puts what is due for a new check last."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from knowledge.channels import REVIEW_AFTER, ChannelRegistry, ContactKind, Identity, Purpose
from knowledge.errors import ReferenceDataError

TODAY = date(2026, 11, 22)


@pytest.fixture
def registry() -> ChannelRegistry:
    return ChannelRegistry.bundled()


def test_every_purpose_has_a_channel_with_its_facts_and_its_day(registry: ChannelRegistry) -> None:
    for purpose in Purpose:
        assert registry.for_purpose(purpose, today=TODAY)
    for channel in registry.channels:
        assert channel.facts
        assert channel.identity is not Identity.UNKNOWN
        assert channel.verified_on <= TODAY


def test_the_task_force_that_was_dissolved_is_not_named(registry: ChannelRegistry) -> None:
    told = " ".join(
        f"{channel.name.id} {[contact.value for contact in channel.contacts]}" for channel in registry.channels
    )
    assert "Saber" not in told
    assert "1193" not in told


def test_web_contacts_are_official(registry: ChannelRegistry) -> None:
    sites = [c.value for channel in registry.channels for c in channel.contacts if c.kind is ContactKind.WEB]
    assert sites
    assert all(site.startswith("https://") and ".go.id" in site for site in sites)


def test_a_channel_due_for_a_new_check_comes_last(registry: ChannelRegistry) -> None:
    first, second = registry.for_purpose(Purpose.REPORT, today=TODAY)[:2]
    old = first.model_copy(update={"verified_on": TODAY - REVIEW_AFTER - timedelta(days=1)})
    aged = ChannelRegistry((old, second))
    assert [channel.slug for channel in aged.for_purpose(Purpose.REPORT, today=TODAY)] == [second.slug, old.slug]


def test_a_channel_by_its_slug(registry: ChannelRegistry) -> None:
    assert registry.get("lpsk").purpose is Purpose.PROTECTION
    with pytest.raises(ReferenceDataError, match="saber"):
        registry.get("saber")
