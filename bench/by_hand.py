"""The look-up without anything: one SQL statement and a string. As fast as a page here can be."""

import os
import threading
import urllib.parse
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import psycopg2

from kit import names

HERE = threading.local()
FIND = """
    SELECT number, name, town, since_on FROM register_publicentry
    WHERE edition_until IS NULL AND {} ORDER BY name_key LIMIT 20
"""


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    if environ["PATH_INFO"] != "/":
        return [b"ok"]
    question = urllib.parse.parse_qs(environ["QUERY_STRING"]).get("q", [""])[0]
    lines = (
        f"<li><a href='/r/{number}/'>{escape(name)}</a> {number} {escape(town)} {since}</li>"
        for number, name, town, since in found(question)
    )
    return [f"<!doctype html><title>Register</title><ul>{''.join(lines)}</ul>".encode()]


def found(question: str) -> list[tuple[Any, ...]]:
    """By the number, or by the start of the last name."""
    if not hasattr(HERE, "connection"):
        HERE.connection = psycopg2.connect(os.environ["DATABASE_URL"])
        HERE.connection.autocommit = True
    with HERE.connection.cursor() as cursor:
        if question.startswith("RK-"):
            cursor.execute(FIND.format("number = %s"), [question])
        else:
            first, _, last = names.normalise(question).rpartition(" ")
            keys = [f"{last}%", f"%{first}%"]
            cursor.execute(FIND.format("name_key LIKE %s AND name_key LIKE %s"), keys)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
