"""What the form is made of and agrees with: every key, the folder of records, and the reader that it brings."""

import hashlib
import json

from generator.exports.form import form_codes, form_model, form_municipalities, form_programme, form_script
from generator.records.messages import explain, keys_of
from generator.records.model import Project
from generator.records.programme_files import load_programme
from generator.records.rules.page import rule_pages
from generator.resources import assets_folder
from tests.form_data import EXPECTED, ROOT, expected_findings

# SHA-256 of what `npm run bundle-yaml` makes of yaml 2.9.1 with esbuild 0.28.2.
YAML_DIGEST = "a9c011c5b874f5a20ce26d1818ea401343e4369dc5b5ed1fa1238b348013f51d"


def test_the_records_have_the_findings_that_the_browser_is_held_to() -> None:
    """`python -m tests.form_data --expect` writes them anew; node --test reads the same."""
    programme, _ = load_programme(ROOT, "")
    assert json.loads(EXPECTED.read_text(encoding="utf-8")) == expected_findings(programme)


def test_the_records_show_every_code_of_the_form_and_valid_records_too() -> None:
    rows = json.loads(EXPECTED.read_text(encoding="utf-8"))
    assert {row[2] for found in rows.values() for row in found} == form_codes()
    assert sum(not found for found in rows.values()) > 20


def test_every_key_of_a_record_is_in_the_form_with_its_label_and_explanation() -> None:
    keys = form_model({})["parts"]["Project"]
    assert {row["key"]: (row["label"], row["explain"]) for row in keys} == {
        name: (info.title, info.description) for name, info in keys_of(Project).items()
    }
    shown = {row["key"]: f"{row['explain']} 예: {row['example']}" for row in keys if "example" in row}
    assert shown == {
        name: explain(info) for name, info in keys_of(Project).items() if explain(info) != info.description
    }
    assert len(shown) > 5
    assert [row["key"] for row in keys if row.get("required")] == [
        name for name, info in keys_of(Project).items() if info.is_required()
    ]


def test_every_rule_is_either_the_forms_or_named_as_checked_elsewhere() -> None:
    elsewhere = {code for code, _ in form_model({})["elsewhere"]}
    assert elsewhere | form_codes() == {page.code for page in rule_pages()}
    assert not elsewhere & form_codes()


def test_the_data_are_scripts_that_call_back() -> None:
    programme, _ = load_programme(ROOT, "")
    for name, data in (
        ("model", form_model({"newFile": "https://example.org/new"})),
        ("programme", form_programme(programme)),
        ("municipalities", form_municipalities(programme.municipalities)),
    ):
        text = form_script(name, data).decode()
        assert text.startswith(f'bonbogi.formData("{name}",')
        assert json.loads(text.removeprefix(f'bonbogi.formData("{name}",').removesuffix(")\n")) == json.loads(
            json.dumps(data)
        )


def test_the_yaml_reader_is_the_one_that_was_bundled() -> None:
    bundle = assets_folder() / "vendor" / "yaml-2.9.1.min.js"
    assert hashlib.sha256(bundle.read_bytes()).hexdigest() == YAML_DIGEST
    assert bundle.read_text(encoding="utf-8").startswith("/* yaml 2.9.1")
