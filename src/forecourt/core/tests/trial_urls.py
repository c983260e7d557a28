"""The project's addresses and the trial list."""

from django.urls import path

from forecourt.config.urls import urlpatterns as project
from forecourt.core.http import needs
from forecourt.core.tests.trial_lists import TRIAL
from forecourt.core.ui.lists import list_page


@needs(TRIAL.permission)
def trial(request):
    return list_page(request, TRIAL)


urlpatterns = [*project, path("trial/", trial, name="trial")]
