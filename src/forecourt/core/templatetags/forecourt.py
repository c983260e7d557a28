"""Filters and tags every template has."""

from django import template

from forecourt.core.money import format_money

register = template.Library()
register.filter("money", format_money)
