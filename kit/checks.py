"""System check: the generated fonts are there."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from kit.fonts import FACES, output_folder


@register()
def fonts_are_built(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    missing = [face.filename for face in FACES if not (output_folder() / face.filename).exists()]
    if not missing:
        return []
    return [
        Warning(
            f"Generated fonts are missing: {', '.join(missing)}.",
            hint="Run `python manage.py build_fonts` once.",
            id="kit.W001",
        )
    ]
