"""What sorts of letters there are: which somebody may switch off, and which also go by post.

Filled by the layer that knows all kinds (`config.letters.topics`). A kind that nobody names always
comes, and at once: whoever adds a letter and thinks of nothing holds back no decision.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Letters somebody may get once a day, or not by mail at all. They stay under Berichten.

    `at_once` are the kinds about a day that comes soon: these never wait for the daily mail.
    """

    key: str
    title: str
    about: str
    kinds: frozenset[str]
    at_once: frozenset[str] = frozenset()


_topics: dict[str, Topic] = {}
_by_kind: dict[str, Topic] = {}
_important: set[str] = set()


def offer(topics: Iterable[Topic], *, important: Iterable[str]) -> None:
    """Say which kinds belong to a topic, and which go by post when the mail does not arrive.

    Raises ValueError for a kind that is in two topics, or is both.
    """
    _important.update(important)
    for topic in topics:
        for kind in topic.kinds:
            if kind in _important or _by_kind.get(kind, topic) != topic:
                raise ValueError(f"{kind} is named twice.")
            _by_kind[kind] = topic
        _topics[topic.key] = topic


def every() -> list[Topic]:
    return list(_topics.values())


def find(key: str) -> Topic | None:
    return _topics.get(key)


def of(kind: str) -> Topic | None:
    """None: it cannot be switched off."""
    return _by_kind.get(kind)


def may_wait(kind: str) -> bool:
    """Whether it may wait for the daily mail."""
    topic = of(kind)
    return topic is not None and kind not in topic.at_once


def is_important(kind: str) -> bool:
    """A decision, or the end of a term: it goes by post when the mail does not arrive."""
    return kind in _important


def important_kinds() -> frozenset[str]:
    return frozenset(_important)
