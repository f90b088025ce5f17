"""presskit schema: what an editor needs to complete and check a kit's YAML."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import yaml

from tests.commands.conftest import SOURCE, Run


def test_the_schema_of_each_file_accepts_a_good_one(run: Run) -> None:
    for name in ("kit", "signatories", "contacts"):
        schema = json.loads(run("schema", name).out)
        jsonschema.Draft202012Validator.check_schema(schema)
        text = (SOURCE / f"{name}.yaml").read_text("utf-8")
        plain = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- texts only, as the schema's readers see dates
        plain.update({"version": 1} if name == "kit" else {})
        jsonschema.validate(plain, schema)


def test_all_of_them_can_be_written_to_a_folder(run: Run, tmp_path: Path) -> None:
    ended = run("schema", "--out", tmp_path)
    written = {path.name for path in tmp_path.iterdir()}
    assert written >= {"kit.schema.json", "signatories.schema.json", "contacts.schema.json"}
    assert set(ended.out.splitlines()) == {str(tmp_path / name) for name in written}
    assert set(json.loads(run("schema").out)) >= {"kit", "signatories", "contacts"}


def test_a_slip_in_the_name_is_answered(run: Run) -> None:
    ended = run("schema", "signatoires")
    assert ended.code == 2
    assert "did you mean «signatories»?" in ended.err
