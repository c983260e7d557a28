"""The four answers of render_panel."""

import pytest
from django import forms
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from forecourt.core.errors import Invalid
from forecourt.core.money import MoneyFormField
from forecourt.core.ui.panels import form_from, refuse, render_panel

FILES = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]


class PriceForm(forms.Form):
    price = MoneyFormField(label="Price")


def request_for(method: str, data=None, **headers):
    request = getattr(RequestFactory(), method)("/", data or {}, headers=headers)
    request.htmx = HtmxDetails(request)
    return request


def answer(request, form, **more):
    return render_panel(request, "ui/tests/page.html", "ui/tests/page.html#panel", {"form": form}, **more)


@pytest.fixture(autouse=True)
def _page(settings):
    source = '<html>{% partialdef panel inline %}<b id="panel">{{ form }}</b>{% endpartialdef %}</html>'
    memory = ("django.template.loaders.locmem.Loader", {"ui/tests/page.html": source})
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "OPTIONS": {
                **settings.TEMPLATES[0]["OPTIONS"],
                "context_processors": [],
                "loaders": [
                    (
                        "template_partials.loader.Loader",
                        [memory, *FILES],
                    )
                ],
            },
        }
    ]


def test_a_plain_visit_gets_the_page():
    request = request_for("get")
    response = answer(request, form_from(request, PriceForm))
    assert response.status_code == 200
    assert response.content.startswith(b"<html>")


def test_htmx_gets_the_panel():
    request = request_for("get", **{"hx-request": "true"})
    response = answer(request, form_from(request, PriceForm))
    assert response.status_code == 200
    assert response.content.startswith(b'<b id="panel">')


def test_a_good_plain_post_is_redirected():
    request = request_for("post", {"price": "12"})
    response = answer(request, form_from(request, PriceForm), saved_to="/there/")
    assert (response.status_code, response["Location"]) == (302, "/there/")


def test_a_good_htmx_post_gets_the_panel_or_leaves():
    request = request_for("post", {"price": "12"}, **{"hx-request": "true"})
    form = form_from(request, PriceForm)
    assert answer(request, form, saved_to="/there/").status_code == 200
    assert answer(request, form, saved_to="/there/", leave=True)["HX-Redirect"] == "/there/"


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_a_refused_form_is_422_with_its_reason_and_what_was_typed(headers):
    request = request_for("post", {"price": "a lot"}, **headers)
    response = answer(request, form_from(request, PriceForm))
    assert response.status_code == 422
    assert "“a lot”" in response.content.decode()
    assert 'value="a lot"' in response.content.decode()


def test_a_refusal_stands_beside_its_field_or_above_the_form():
    request = request_for("post", {"price": "12"})
    form = form_from(request, PriceForm)
    refuse(form, Invalid("too low", field="price"))
    refuse(form, Invalid("no such day", field="day"))
    assert form.errors == {"price": ["too low"], "__all__": ["no such day"]}
