"""The numbers behind a chart, as people read them."""

from django import template

from kit import charts

register = template.Library()


@register.simple_tag
def chart_number(value: charts.Number | None) -> str:
    return charts.number(value)
