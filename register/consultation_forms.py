"""What people type about new rules: the proposal itself, a remark, an answer, a vote."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.boundfield import BoundField

from kit import names
from kit.client_data import find_bsn
from kit.forms import DateInput
from register import proposals, scheme_rules
from register.forms import long_text
from register.models import (
    CodeOfConduct,
    CompetencyProfile,
    Consultation,
    EntryRoute,
    RegisterScheme,
    Remark,
)
from register.scheme_rules import Rule

NO_BSN = "Haal het BSN weg. We mogen en willen dat niet bewaren."
LARGEST = {
    scheme_rules.YEARS: 20, scheme_rules.MONTHS: 60, scheme_rules.WEEKS: 52,
    scheme_rules.DAYS: 180, scheme_rules.HOURS: 240, scheme_rules.MINUTES: 480,
    scheme_rules.SEATS: 20, scheme_rules.COMPETENCIES: 10, scheme_rules.PERCENT: 100,
    scheme_rules.EUROS: 5000, scheme_rules.CENTS: 500,
}  # fmt: skip
MAY_BE_ZERO = ("assessor_fee_euros", "assessor_travel_cents", "grace_months", "no_pause_months")
LISTS_OF_NUMBERS = ("reminder_months", "reminder_days", "programme_reminder_months")
# This one first, and no more than that one.
IN_ORDER = (
    ("application_target_weeks", "application_limit_weeks"),
    ("first_period_years", "cycle_years"),
    ("hand_in_months", "hand_in_opens_months"),
    ("extension_months", "staff_extension_months"),
)


def reason_field(rows: int = 6) -> forms.CharField:
    return long_text(
        "Waarom dit voorstel?",
        "Iedereen leest dit. Wat gaat er nu niet goed, en wat wordt er beter?",
        "Schrijf op waarom dit voorstel er ligt",
        rows=rows,
    )


class TextForm(forms.Form):
    """Why, and the words of one kind of version; `groups` are the parts of the page."""

    why = reason_field()

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles: list[tuple[str, list[str]]] = []
        self.fields["why"].initial = consultation.why

    def clean(self) -> dict[str, Any]:
        """Lines end as they are stored: a browser sends other ends, which is no difference."""
        data = super().clean() or {}
        for name, value in data.items():
            if isinstance(value, str):
                data[name] = value.replace("\r\n", "\n")
        return data

    def add(self, name: str, field: forms.Field, value: Any) -> str:
        field.initial = value
        self.fields[name] = field
        return name

    def groups(self) -> Iterator[tuple[str, list[BoundField], bool]]:
        """Each part of the page, and whether something in it is wrong."""
        for title, names_of_fields in self.titles:
            fields = [self[name] for name in names_of_fields]
            yield title, fields, any(field.errors for field in fields)

    @property
    def text(self) -> dict[str, Any]:
        """What `proposals.write` takes."""
        raise NotImplementedError


class NumbersField(forms.CharField):
    """Whole numbers with commas between them, the largest first."""

    def __init__(self, *args: Any, largest: int, **kwargs: Any) -> None:
        super().__init__(*args, max_length=60, **kwargs)
        self.largest = largest

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        typed = [each.strip() for each in super().clean(value).split(",") if each.strip()]
        if not all(each.isascii() and each.isdigit() and len(each) < 5 for each in typed):
            raise ValidationError("Schrijf hele getallen met een komma ertussen, zoals 12, 6, 3.")
        numbers = sorted({int(each) for each in typed}, reverse=True)
        if any(not 0 < number <= self.largest for number in numbers):
            raise ValidationError(f"Kies getallen van 1 tot en met {self.largest}.")
        return numbers


class QuestionsField(forms.CharField):
    """One question on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=8000, widget=forms.Textarea(attrs={"rows": 10}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class SchemeForm(TextForm):
    """Every rule of the scheme with its unit and its meaning in words."""

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, consultation=consultation, **kwargs)
        scheme = consultation.subject
        by_group: dict[str, list[str]] = {}
        for rule in RegisterScheme.rules:
            name = self.add(rule.field, self.field_for(rule), getattr(scheme, rule.field))
            by_group.setdefault(rule.group, []).append(name)
        self.titles = list(by_group.items())

    def field_for(self, rule: Rule) -> forms.Field:
        if rule.unit == scheme_rules.TEXT:
            return long_text(rule.title, rule.meaning, "Schrijf op wie erbij hoort", rows=6)
        words: dict[str, Any] = {
            "label": rule.title,
            "help_text": rule.meaning,
            "error_messages": {"required": f"Vul in: {rule.title.lower()}"},
        }
        if rule.unit == scheme_rules.ROUTES:
            return forms.MultipleChoiceField(
                choices=EntryRoute.choices, widget=forms.CheckboxSelectMultiple, **words
            )
        if rule.unit == scheme_rules.QUESTIONS:
            words["help_text"] += " Zet elke vraag op een eigen regel."
            return QuestionsField(**words)
        words["label"] = f"{rule.title} ({rule.unit[1]})"
        largest = LARGEST[rule.unit]
        if rule.field in LISTS_OF_NUMBERS:
            return NumbersField(largest=largest, **words)
        short = {"class": "rk-input--short", "inputmode": "decimal"}
        least = 0 if rule.field in MAY_BE_ZERO else 1
        limits = [
            MinValueValidator(least, f"Kies ten minste {least}."),
            MaxValueValidator(largest, f"Kies hoogstens {largest}."),
        ]
        if rule.unit == scheme_rules.PERCENT:
            words["error_messages"]["invalid"] = "Schrijf een getal, zoals 2,5."
            limits[0] = MinValueValidator(Decimal("0.1"), "Kies ten minste 0,1.")
            return forms.DecimalField(
                max_digits=4, decimal_places=1, localize=True, validators=limits,
                widget=forms.TextInput(attrs=short), **words,
            )  # fmt: skip
        words["error_messages"]["invalid"] = "Schrijf een heel getal."
        return forms.IntegerField(validators=limits, widget=forms.TextInput(attrs=short), **words)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for small, large in IN_ORDER:
            if small in data and large in data and data[small] > data[large]:
                other = scheme_rules.BY_FIELD[large].title.lower()
                self.add_error(small, f"Dit kan niet meer zijn dan: {other}.")
        years, opens = data.get("cycle_years"), data.get("hand_in_opens_months")
        if years and opens and opens >= 12 * years:
            self.add_error("hand_in_opens_months", "Dit is langer dan de hele periode.")
        lasts, ask = data.get("programme_years"), data.get("programme_renewal_months")
        if lasts and ask and ask >= 12 * lasts:
            self.add_error("programme_renewal_months", "Dit is langer dan de hele erkenning.")
        return data

    @property
    def text(self) -> dict[str, Any]:
        return {rule.field: self.cleaned_data[rule.field] for rule in RegisterScheme.rules}


class EmptiableField(forms.CharField):
    """May be emptied, which takes something out; the form says when that does not fit."""

    def validate(self, value: Any) -> None:
        """Nothing is asked for."""


def title_field(label: str) -> forms.CharField:
    return EmptiableField(label=label, max_length=120)


def text_field(label: str, *, rows: int = 4, hint: str = "") -> forms.CharField:
    return EmptiableField(
        label=label,
        help_text=hint,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CodeForm(TextForm):
    """The preamble, each article, and room for one more; an emptied article goes."""

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, consultation=consultation, **kwargs)
        code = consultation.subject
        if not isinstance(code, CodeOfConduct):
            raise TypeError("This form is about a code.")
        preamble = self.add("preamble", text_field("Vooraf"), code.preamble)
        self.titles = [("Vooraf", [preamble])]
        self.count = len(code.articles) + 1
        articles = [*code.articles, {"title": "", "text": ""}]
        for index, article in enumerate(articles, start=1):
            last = index == self.count
            fields = [
                self.add(f"title-{index}", title_field("Titel"), article["title"]),
                self.add(f"text-{index}", text_field("Tekst"), article["text"]),
            ]
            self.titles.append(("Nieuw artikel" if last else f"Artikel {index}", fields))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for index in range(1, self.count + 1):
            title, text = data.get(f"title-{index}", ""), data.get(f"text-{index}", "")
            if title and not text:
                self.add_error(f"text-{index}", "Schrijf de tekst van dit artikel.")
            if text and not title:
                self.add_error(f"title-{index}", "Geef dit artikel een titel.")
        if not self.errors and not self.text["articles"]:
            raise ValidationError("Een beroepscode heeft ten minste één artikel.")
        return data

    @property
    def text(self) -> dict[str, Any]:
        data = self.cleaned_data
        kept = [
            (data[f"title-{index}"], data[f"text-{index}"])
            for index in range(1, self.count + 1)
            if data.get(f"title-{index}")
        ]
        articles = [
            {"number": number, "title": names.clean(title), "text": text}
            for number, (title, text) in enumerate(kept, start=1)
        ]
        return {"preamble": data["preamble"], "articles": articles}


class ProfileForm(TextForm):
    """Each result area with its competencies and their indicators, and room for one more."""

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, consultation=consultation, **kwargs)
        profile = consultation.subject
        if not isinstance(profile, CompetencyProfile):
            raise TypeError("This form is about a profile.")
        self.areas = proposals.areas_of(profile)
        self.areas.append({"code": "", "title": "", "description": "", "competencies": []})
        for area in self.areas:
            blank = {"code": "", "title": "", "description": "", "indicators": []}
            area["competencies"].append(blank)
        for index, area in enumerate(self.areas):
            self.titles.append((area["title"] or "Nieuw resultaatgebied", self.area(index, area)))

    def area(self, index: int, area: dict[str, Any]) -> list[str]:
        fields = [
            self.add(f"a{index}-title", title_field("Resultaatgebied"), area["title"]),
            self.add(
                f"a{index}-description", text_field("Omschrijving", rows=2), area["description"]
            ),
        ]
        for position, each in enumerate(area["competencies"]):
            name = f"a{index}-c{position}"
            called = each["title"] or "Nieuwe competentie"
            fields += [
                self.add(f"{name}-title", title_field(f"Competentie: {called}"), each["title"]),
                self.add(
                    f"{name}-description",
                    text_field(f"Omschrijving van: {called}", rows=2),
                    each["description"],
                ),
                self.add(
                    f"{name}-indicators",
                    text_field(f"Waaraan merk je het, bij: {called}", hint="Eén per regel."),
                    "\n".join(each["indicators"]),
                ),
            ]
        return fields

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for index, area in enumerate(self.areas):
            filled = False
            for position in range(len(area["competencies"])):
                name = f"a{index}-c{position}"
                title = data.get(f"{name}-title")
                rest = data.get(f"{name}-description"), data.get(f"{name}-indicators")
                filled = filled or bool(title)
                if any(rest) and not title:
                    self.add_error(f"{name}-title", "Geef deze competentie een titel.")
                if title and not rest[0]:
                    self.add_error(f"{name}-description", "Schrijf in een zin wat dit is.")
            title, words = data.get(f"a{index}-title"), data.get(f"a{index}-description")
            if (filled or words) and not title:
                self.add_error(f"a{index}-title", "Geef dit resultaatgebied een titel.")
            if title and not words:
                self.add_error(f"a{index}-description", "Schrijf in een zin wat dit is.")
        if not self.errors and not self.text["areas"]:
            raise ValidationError("Een profiel heeft ten minste één resultaatgebied.")
        return data

    @property
    def text(self) -> dict[str, Any]:
        codes = {area["code"] for area in self.areas}
        areas = []
        for index, area in enumerate(self.areas):
            if not self.cleaned_data[f"a{index}-title"]:
                continue
            code = area["code"] or free_code("RG", codes)
            areas.append(
                {
                    "code": code,
                    "title": names.clean(self.cleaned_data[f"a{index}-title"]),
                    "description": self.cleaned_data[f"a{index}-description"],
                    "competencies": self.competencies(index, area, code),
                }
            )
        return {"areas": areas}

    def competencies(self, index: int, area: dict[str, Any], code: str) -> list[dict[str, Any]]:
        taken = {each["code"] for each in area["competencies"]}
        found = []
        for position, each in enumerate(area["competencies"]):
            name = f"a{index}-c{position}"
            if not self.cleaned_data[f"{name}-title"]:
                continue
            lines = self.cleaned_data[f"{name}-indicators"].splitlines()
            found.append(
                {
                    "code": each["code"] or free_code(code, taken),
                    "title": names.clean(self.cleaned_data[f"{name}-title"]),
                    "description": self.cleaned_data[f"{name}-description"],
                    "indicators": [clean for line in lines if (clean := names.clean(line))],
                }
            )
        return found


def free_code(prefix: str, taken: set[str]) -> str:
    return next(
        code for code in (f"{prefix}{n}" for n in range(1, len(taken) + 2)) if code not in taken
    )


FORMS: dict[str, type[TextForm]] = {
    "scheme": SchemeForm, "code": CodeForm, "profile": ProfileForm
}  # fmt: skip


class RemarkForm(forms.Form):
    """What somebody thinks of it; the name is free."""

    stance = forms.ChoiceField(
        label="Wat vindt u van het voorstel?",
        choices=Remark.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies voor, tegen of geen van beide"},
    )
    part = forms.ChoiceField(label="Waar gaat uw reactie over?", required=False)
    text = long_text(
        "Uw reactie",
        "Iedereen kan dit lezen. Noem geen namen of gegevens van andere mensen.",
        "Schrijf uw reactie op",
        rows=5,
    )
    voice = forms.ChoiceField(
        label="Ik reageer als",
        choices=[("", "Kies wat het best past"), *Remark.Voice.choices],
        error_messages={"required": "Kies als wie u reageert"},
    )
    name = forms.CharField(
        label="Uw naam",
        help_text="Mag leeg blijven. Wat u invult, staat bij uw reactie.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(each.part.key, each.part.title[:80]) for each in consultation.differences]
        choices = [("", "Het hele voorstel"), *found]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        if find_bsn(self.cleaned_data["text"]):
            raise ValidationError(NO_BSN)
        return str(self.cleaned_data["text"])

    def clean_name(self) -> str:
        return names.clean(self.cleaned_data["name"])


class ReplyForm(forms.Form):
    text = long_text(
        "Antwoord van het bureau",
        "Zeg wat er met de reactie gebeurt, en waarom. Iedereen leest dit.",
        "Schrijf het antwoord op",
        rows=3,
    )


class HoldBackForm(forms.Form):
    reason = forms.CharField(
        label="Waarom tonen we deze reactie niet?",
        help_text="Dit staat op de plek van de reactie, zoals: noemt een inwoner bij naam.",
        max_length=200,
        error_messages={"required": "Schrijf op waarom"},
    )


class DayForm(forms.Form):
    """One day, with the words of its act."""

    day = forms.DateField(
        widget=DateInput(),
        error_messages={"required": "Kies een datum", "invalid": "Kies een datum"},
    )

    def __init__(self, *args: Any, label: str, hint: str, earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = self.fields["day"].initial = earliest
        self.fields["day"].label, self.fields["day"].help_text = label, hint

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day < self.earliest:
            written = f"{self.earliest.day}-{self.earliest.month}-{self.earliest.year}"
            raise ValidationError(f"Kies een dag vanaf {written}.")
        return day


class WithdrawForm(forms.Form):
    reason = long_text(
        "Waarom trek je het voorstel in?", "Iedereen die reageerde, leest dit.",
        "Schrijf de reden op", rows=3,
    )  # fmt: skip


class VoteForm(forms.Form):
    yes = forms.ChoiceField(
        label="Stem je in?",
        choices=[("yes", "Ja, ik stem in"), ("no", "Nee, ik stem niet in")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee"},
    )
    reason = long_text(
        "Waarom?", "Na het besluit kan iedereen dit lezen, met je naam erbij.",
        "Schrijf op waarom",
    )  # fmt: skip
