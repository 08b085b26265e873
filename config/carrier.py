"""Celery's Redis transport, which outlives the loss of its server."""

from typing import Any

from kombu.transport import redis as kombu_redis
from redis import ConnectionError as RedisConnectionError


class Channel(kombu_redis.Channel):
    """A channel whose connection is gone says so in a way that Celery survives.

    kombu 5.7 raises AttributeError when a message of a lost connection is acknowledged or restored.
    The worker then ends with "Unrecoverable error" instead of connecting again.
    """

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise RedisConnectionError("The connection of this channel is gone.")
        return super()._connparams(asynchronous=asynchronous)


class Transport(kombu_redis.Transport):
    Channel = Channel
