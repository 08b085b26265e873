"""Who brings files is limited: each is opened, which is work."""

import re
from urllib.parse import urlsplit

from django.urls import resolve

from accounts.limits import LIMITS

FILES_GO_TO = re.compile(r'<form(?=[^>]*enctype="multipart/form-data")[^>]*>')
ACTION = re.compile(r'action="([^"]*)"')
OF_STAFF = ("desk", "desk_")  # they import lists all day


def test_every_form_for_files_has_a_limit(answers):
    found = {}
    for page in answers.pages():
        for form in FILES_GO_TO.findall(page.body.decode()):
            action = ACTION.search(form)
            to = urlsplit(action.group(1) if action else "").path or urlsplit(page.url).path
            found[resolve(to).view_name] = page.url
    of_people = {name for name in found if not name.startswith(OF_STAFF)}
    assert len(of_people) > 6
    assert of_people - LIMITS.keys() == set()
