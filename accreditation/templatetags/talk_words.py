"""Moments in words on the pages and in the letters about talks."""

from django import template

from accreditation import words

register = template.Library()
register.filter("in_words", words.in_words)
register.filter("day_in_words", words.day_in_words)
