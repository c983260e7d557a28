"""Pages: what each shows to whom, and what it does with a form."""

import pytest
from django.test import Client

from forecourt.apps.customers import services
from forecourt.apps.customers.models import FollowUp, Lead
from forecourt.apps.customers.tests.factories import a_customer, a_lead
from forecourt.apps.organization.models import Employee
from forecourt.apps.organization.selectors import actor_of
from forecourt.apps.organization.tests.factories import StoreFactory, person
from forecourt.core.models import AuditEntry

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def north():
    return StoreFactory(name="North")


@pytest.fixture
def south():
    return StoreFactory(name="South")


class Browser(Client):
    """A browser in which an employee is signed in."""

    def __init__(self, employee: Employee):
        super().__init__(headers={"accept-language": "en"})
        assert employee.user
        self.employee = employee
        self.force_login(employee.user)


def browser_of(employee):
    return Browser(employee)


@pytest.fixture
def anna(north):
    return browser_of(person("sales_consultant", north))


@pytest.fixture
def boris(south):
    return browser_of(person("sales_consultant", south))


@pytest.fixture
def mira(north):
    return browser_of(person("sales_manager", north))


def lead_of(browser, **facts):
    return a_lead(browser.employee.store, owner_id=browser.employee.pk, **facts)


def text_of(response):
    return response.content.decode()


def test_today_shows_what_is_due_with_its_reason(anna):
    lead_of(anna, name="王先生", phone="13911112222")

    page = text_of(anna.get("/today/"))

    assert "王先生" in page
    assert "New: first response within 23 hours" in page
    assert "tel:+8613911112222" in page


def test_the_first_page_after_sign_in_is_today(anna):
    assert anna.get("/")["Location"] == "/today/"


def test_a_follow_up_from_today_gives_the_card_back(anna):
    lead = lead_of(anna)

    response = anna.post(
        f"/customers/leads/{lead.pk}/follow-up/",
        {"card": "1", "channel": "phone", "outcome": "reached", "level": "H", "next": "/today/"},
        headers=HTMX,
    )

    assert response.status_code == 200
    assert "Recorded." in text_of(response)
    assert FollowUp.objects.get().level_after == "H"


def test_a_follow_up_without_javascript_goes_back_to_today(anna):
    lead = lead_of(anna)

    response = anna.post(
        f"/customers/leads/{lead.pk}/follow-up/",
        {"channel": "phone", "outcome": "no_answer", "next": "/today/"},
    )

    assert response["Location"] == "/today/"
    assert FollowUp.objects.get().outcome == "no_answer"


def test_a_follow_up_never_leads_to_another_site(anna):
    lead = lead_of(anna)

    response = anna.post(
        f"/customers/leads/{lead.pk}/follow-up/",
        {"channel": "phone", "outcome": "no_answer", "next": "https://example.org/"},
    )

    assert response["Location"] == f"/customers/leads/{lead.pk}/"


def test_a_wrong_follow_up_is_refused_with_the_reason(anna):
    lead = lead_of(anna)

    response = anna.post(
        f"/customers/leads/{lead.pk}/follow-up/",
        {"channel": "phone", "outcome": "reached", "next_on": "2020-01-01"},
        headers=HTMX,
    )

    assert response.status_code == 422
    assert "The next follow-up must be today or later" in text_of(response)
    assert not FollowUp.objects.exists()


def test_a_manager_sees_counts_per_person_with_the_way_to_the_leads(mira, anna):
    lead_of(anna)

    page = text_of(mira.get("/today/"))

    assert anna.employee.name in page
    assert f"/customers/leads/?f.due=today&amp;f.owner={anna.employee.pk}" in page


def test_the_new_lead_form_adds_and_opens_the_lead(anna, north):
    response = anna.post(
        "/customers/leads/new/",
        {
            "phone": "138 0013 8000",
            "name": "李女士",
            "store": north.pk,
            "source": "walk_in",
            "level": "N",
            "budget_max": "200,000",
        },
    )

    lead = Lead.objects.get()
    assert response["Location"] == f"/customers/leads/{lead.pk}/"
    assert (lead.customer_name, lead.budget_max, lead.owner_id) == ("李女士", 20_000_000, anna.employee.pk)


def test_a_new_lead_keeps_what_was_typed_when_it_is_refused(anna, north):
    response = anna.post(
        "/customers/leads/new/",
        {"phone": "12", "name": "李女士", "store": north.pk, "source": "walk_in", "level": "N"},
    )

    assert response.status_code == 422
    assert "李女士" in text_of(response)
    assert not Lead.objects.exists()


def test_a_second_open_lead_is_offered_after_the_refusal(anna, north):
    lead_of(anna, phone="13800138000")
    facts = {"phone": "13800138000", "name": "X", "store": north.pk, "source": "walk_in", "level": "N"}

    refused = anna.post("/customers/leads/new/", facts)
    assert refused.status_code == 422
    assert "Add another lead all the same" in text_of(refused)

    assert anna.post("/customers/leads/new/", facts | {"even_if_open": "on"}).status_code == 302
    assert Lead.objects.count() == 2


def test_the_duplicate_check_shows_a_customer_within_reach(anna):
    lead_of(anna, name="王先生", phone="13911112222")

    response = anna.post("/customers/leads/new/?check=1", {"phone": "139-1111 2222"}, headers=HTMX)

    assert "王先生" in text_of(response)


def test_the_duplicate_check_says_nothing_of_another_stores_customer(anna, south):
    far = a_lead(south, name="王先生", phone="13911112222")

    page = text_of(anna.post("/customers/leads/new/?check=1", {"phone": "13911112222"}, headers=HTMX))

    assert "already known in the group" in page
    assert far.customer_name not in page
    assert "South" not in page
    assert not AuditEntry.objects.filter(action="customers.customer.revealed").exists()


def test_a_colleague_of_another_store_gets_404_for_every_address(boris, anna):
    lead = lead_of(anna)
    for path in (
        f"/customers/leads/{lead.pk}/",
        f"/customers/leads/{lead.pk}/edit/",
        f"/customers/leads/{lead.pk}/defeat/",
        f"/customers/{lead.customer_id}/",
        f"/customers/{lead.customer_id}/edit/",
    ):
        assert boris.get(path).status_code == 404, path
    for verb in ("follow-up", "reopen"):
        response = boris.post(
            f"/customers/leads/{lead.pk}/{verb}/", {"channel": "phone", "outcome": "reached"}
        )
        assert response.status_code == 404
    assert not FollowUp.objects.exists()


def test_lists_show_rows_within_reach_only(anna, boris):
    lead_of(anna, name="王先生")

    for path in ("/customers/", "/customers/leads/"):
        assert "王先生" in text_of(anna.get(path))
        assert "王先生" not in text_of(boris.get(path))


@pytest.mark.parametrize(
    "query",
    [
        "?f.due=today",
        "?f.due=overdue",
        "?f.due=week",
        "?f.due=late",
        "?f.level=N&f.status=active",
        "?sort=next",
        "?q=wang",
    ],
)
def test_the_lead_list_takes_its_filters(anna, query):
    lead_of(anna, name="王先生")

    assert anna.get(f"/customers/leads/{query}").status_code == 200


@pytest.mark.parametrize("asked", ["abc", "²", "9" * 5000, "-", "1.5"])
def test_a_store_that_is_no_number_is_left_out_of_the_filter(anna, asked):
    assert anna.get(f"/customers/?f.store={asked}").status_code == 200


def test_a_phone_is_masked_for_those_without_the_right(north, anna):
    lead = lead_of(anna, phone="13911112222")
    auditor = browser_of(person("auditor", north))

    for path in (
        "/customers/",
        "/customers/leads/",
        f"/customers/leads/{lead.pk}/",
        f"/customers/{lead.customer_id}/",
        "/search/?q=2222",
        "/customers/leads/?format=csv",
    ):
        page = auditor.get(path)
        body = b"".join(page.streaming_content).decode() if page.streaming else text_of(page)
        assert "13911112222" not in body.replace(" ", ""), path
    assert "139 **** 2222" in text_of(auditor.get("/customers/"))


def test_revealing_a_phone_is_a_post_that_is_recorded(north, anna):
    lead = lead_of(anna, phone="13911112222")
    executive = browser_of(person("group_executive", north, level="group"))
    url = f"/customers/{lead.customer_id}/reveal/"

    assert executive.get(url).status_code == 405
    assert "139 1111 2222" in text_of(executive.post(url, headers=HTMX))
    entry = AuditEntry.objects.get(action="customers.customer.revealed")
    assert entry.object_id == lead.customer_id


def test_nobody_reveals_without_the_right(north, anna):
    lead = lead_of(anna)
    auditor = browser_of(person("auditor", north))

    assert auditor.post(f"/customers/{lead.customer_id}/reveal/").status_code == 403
    assert not AuditEntry.objects.filter(action="customers.customer.revealed").exists()


def test_a_customer_is_changed_and_his_leads_follow(anna):
    lead = lead_of(anna, name="王先生", phone="13911112222")
    page = anna.get(f"/customers/{lead.customer_id}/edit/")
    assert page.status_code == 200

    response = anna.post(
        f"/customers/{lead.customer_id}/edit/",
        {"version": 1, "kind": "person", "name": "汪先生", "phone": "139 1111 3333", "city": "苏州"},
    )

    lead.refresh_from_db()
    assert response["Location"] == f"/customers/{lead.customer_id}/"
    assert (lead.customer_name, lead.customer_phone) == ("汪先生", "+8613911113333")


def test_a_stale_change_of_a_customer_is_refused(anna):
    lead = lead_of(anna, name="王先生")
    services.change_customer(
        actor=actor_of(anna.employee.user), customer_id=lead.customer_id, version=1, changes={"city": "苏州"}
    )

    response = anna.post(
        f"/customers/{lead.customer_id}/edit/",
        {"version": 1, "kind": "person", "name": "Other", "phone": "13911113333"},
    )

    assert response.status_code == 422
    assert "Somebody else changed this" in text_of(response)


def test_a_lead_is_edited_defeated_and_taken_up_again(anna):
    lead = lead_of(anna)
    url = f"/customers/leads/{lead.pk}/"

    edited = {
        "version": 1,
        "source": "referral",
        "wanted": "白色",
        "next_follow_up_on": lead.next_follow_up_on,
    }
    assert anna.post(f"{url}edit/", edited)["Location"] == url
    assert anna.post(f"{url}defeat/", {"version": 2, "reason": "price"})["Location"] == url
    lead.refresh_from_db()
    assert (lead.status, lead.source_id, lead.wanted) == ("defeated", "referral", "白色")
    assert anna.post(f"{url}reopen/")["Location"] == url
    lead.refresh_from_db()
    assert lead.status == "active"


def test_a_manager_assigns_one_lead_and_several(mira, north):
    colleague = person("sales_consultant", north)
    one, two = a_lead(north), a_lead(north)

    assert mira.get(f"/customers/leads/{one.pk}/assign/").status_code == 200
    mira.post(f"/customers/leads/{one.pk}/assign/", {"owner_id": colleague.pk})
    one.refresh_from_db()
    assert one.owner_id == colleague.pk
    assert two.owner_id is None


def test_record_pages_have_their_tabs(anna):
    lead = lead_of(anna)
    for path in (
        f"/customers/leads/{lead.pk}/?tab=history",
        f"/customers/{lead.customer_id}/?tab=leads",
        f"/customers/{lead.customer_id}/?tab=history",
    ):
        assert anna.get(path).status_code == 200
        assert anna.get(path, headers=HTMX).status_code == 200


def test_the_search_box_finds_by_pinyin_initials_and_digits(anna):
    lead_of(anna, name="单雄信", phone="13911112222")

    for query in ("单雄", "shanxiong", "sxx", "1112"):
        assert "单雄信" in text_of(anna.get(f"/search/?q={query}")), query


def test_the_search_box_finds_nothing_out_of_reach(boris, anna):
    lead_of(anna, name="单雄信")

    assert "单雄信" not in text_of(boris.get("/search/?q=sxx"))


@pytest.mark.parametrize("path", ["/today/", "/customers/", "/customers/leads/"])
def test_a_page_reads_as_often_for_three_rows_as_for_thirty(anna, path, django_assert_max_num_queries):
    for _each in range(3):
        lead_of(anna)
    anna.get(path)
    with django_assert_max_num_queries(9) as few:
        anna.get(path)
    for _each in range(27):
        lead_of(anna)
    with django_assert_max_num_queries(9) as many:
        anna.get(path)
    assert len(many) == len(few)


def test_a_customer_without_leads_has_his_page(anna, north):
    customer = a_customer(north, owner_id=anna.employee.pk)

    assert "No lead of this customer" in text_of(anna.get(f"/customers/{customer.pk}/"))
