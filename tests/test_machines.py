"""Addresses for machines, the installable app, and what is logged."""

import json
import logging

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from forecourt.config import health


def test_the_process_is_alive_without_a_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_ready_means_database_and_migrations(client):
    health._migrated.cache_clear()
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"ready": True, "problem": ""})


@pytest.mark.django_db
def test_missing_migrations_are_named_and_not_remembered(client, monkeypatch):
    health._migrated.cache_clear()
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["one"])
    response = client.get("/readyz")
    assert (response.status_code, response.json()["problem"]) == (503, "migrations")
    monkeypatch.undo()
    assert client.get("/readyz").status_code == 200


def test_a_database_that_is_away_is_named(client, monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["problem"]) == (503, "database")


@pytest.mark.django_db
def test_metrics_are_for_those_with_the_token(client, settings):
    assert client.get("/metrics").status_code == 404
    settings.FORECOURT_METRICS_TOKEN = "a-long-secret"
    assert client.get("/metrics", headers={"authorization": "Bearer wrong"}).status_code == 404
    client.get("/me/")
    response = client.get("/metrics", headers={"authorization": "Bearer a-long-secret"})
    assert response.status_code == 200
    assert b'forecourt_requests_total{method="GET",status="302",view="me"}' in response.content


def test_a_request_keeps_a_sane_id_and_gets_a_new_one_otherwise(client):
    assert client.get("/healthz", headers={"x-request-id": "abc-12345678"})["X-Request-ID"] == "abc-12345678"
    assert client.get("/healthz", headers={"x-request-id": "<script>"})["X-Request-ID"] != "<script>"


def test_the_log_line_names_the_request_and_holds_no_query(client, caplog):
    with caplog.at_level(logging.INFO, "forecourt.request"):
        client.get("/manifest.webmanifest?phone=13800138000")
    (line,) = [one for one in caplog.records if one.name == "forecourt.request"]
    assert line.msg["path"] == "/manifest.webmanifest"
    assert line.msg["status"] == 200
    assert "13800138000" not in json.dumps(line.msg, default=str)


def test_the_manifest_names_icons_that_exist(client):
    manifest = client.get("/manifest.webmanifest").json()
    assert manifest["start_url"] == "/"
    for each in manifest["icons"]:
        assert client.get(each["src"]).status_code == 200


def test_the_service_worker_keeps_only_frame_and_today(client):
    response = client.get("/service-worker.js")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript")
    assert "forget" in text
    assert "/static/vendor/htmx.min.js" in text


def test_the_page_for_a_bug_needs_no_database(monkeypatch):
    client = Client(raise_request_exception=False)
    monkeypatch.setattr(
        "forecourt.config.pwa.static", lambda name: (_ for _ in ()).throw(RuntimeError("a bug"))
    )
    response = client.get("/manifest.webmanifest")
    assert response.status_code == 500
    assert response["X-Request-ID"] in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]
