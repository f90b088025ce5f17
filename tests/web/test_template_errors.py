"""Whatever a template of one's own raises, the template is at fault, not presskit."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit.resources import Resources
from presskit.writers import html
from presskit.writers.errors import WriterError
from tests.samples import bare

WRONG = {
    "a range without end": "{% for n in range(10 ** 9) %}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a page that includes itself": "{% include 'release.html.j2' %}",
    "a page that extends itself": "{% extends 'release.html.j2' %}",
    "conditions in conditions": "{% if 1 %}" * 500 + "{% endif %}" * 500,
    "loops in loops": "{% for a in 'b' %}" * 30 + "{% endfor %}" * 30,
    "brackets in brackets": "{{ " + "(" * 5_000 + ")" * 5_000 + " }}",
    "an overflow": "{{ 9.0 ** 9999 }}",
    "a key that is none": "{{ {[]: 1} }}",
    "a list beyond its end": "{{ [1].pop(7) }}",
    "a codec": "{{ 'a'.encode('nothing') }}",
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_a_fault_of_a_template_names_the_template(source: str, tmp_path: Path) -> None:
    (tmp_path / "release.html.j2").write_text(source, "utf-8")
    with pytest.raises(WriterError) as caught:
        html.write(bare(), Resources().with_templates(tmp_path))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.span.source) == ("broken-template", "release.html.j2")
    assert finding.message
    assert finding.hint
