"""How each kind of artifact is made: pure functions of its inputs, by name, and what their references mean."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from markupsafe import Markup

from generator.exports.fit import fit_script, places_script
from generator.exports.form import form_model, form_municipalities, form_script
from generator.pages.comparing import compare_script
from generator.pages.frame import FOLDER_BY_KIND, Frame, Shell, join_sheets
from generator.pages.guidebook import guidebook_page
from generator.pages.lists import render_slot
from generator.pages.map_counts import map_script
from generator.pages.record_pages import VALUES_BY_KIND
from generator.pages.results import list_facts, place_text
from generator.pages.shelf import Row
from generator.pages.sitemap import make_sitemap
from generator.publish.artifact import Recipes, Ref, Resolve
from generator.publish.store import Store
from generator.records.model import Project
from generator.records.municipalities import Municipalities
from generator.records.programme_files import MUNICIPALITIES_FILE, load_programme
from generator.records.reader import decode
from generator.records.record import read_part
from generator.records.schema import schema_text
from generator.search.meta import names_script
from generator.search.script import record_script
from generator.search_files import STORED, read_row
from generator.subjects import changed_file, read_subject

Inputs = Mapping[str, Any]

# Records that are at hand at once: more than the records of what is made in one go.
_KEPT_PROJECTS = 100


@dataclass
class Resolver:
    """Finds what references stand for; goes to worker processes as paths and opens what it needs there."""

    root: Path
    store_path: Path
    shell: Shell | None  # None where no pages are made

    def __call__(self, ref: Ref) -> Any:
        """Return the frame, page, record, story, row of the cache, picture or table that ``ref`` names."""
        match ref.kind:
            case "frame":
                return self._shell.frames[ref.place]
            case "page":
                return self._shell.pages[ref.place]
            case "facts":
                return self._read_project(ref)
            case "story":
                return decode((self.root / ref.place).read_bytes(), ref.place)[0]
            case kind if kind == STORED:
                return read_row(self._store, ref.digest)
            case "bytes":
                return self._read_bytes(ref)
            case "picture":
                from generator.exports.pictures import clean_picture  # needs Pillow, and most records have no picture

                return clean_picture(self._read_bytes(ref), os.path.relpath(self.root / ref.place, self.root))
            case "municipalities":
                return self._municipalities
            case "programme":
                return load_programme(self.root, "")[0]
        raise ValueError(ref.kind)

    def _read_project(self, ref: Ref) -> Project:
        project = self._projects.get(ref.digest)
        if project is None:
            if len(self._projects) >= _KEPT_PROJECTS:
                self._projects.clear()
            project = self._projects[ref.digest] = self._read_facts(ref)
        return project

    def _read_facts(self, ref: Ref) -> Project:
        facts = self._store.get("facts", ref.digest)
        if facts is not None:
            return Project.model_validate_json(facts)
        # The cache may lose a row; the record itself says the same.
        project, _, _ = read_part((self.root / ref.place).read_bytes(), ref.place, Project)
        assert project is not None
        return project

    def _read_bytes(self, ref: Ref) -> bytes:
        """Return a file, if it is still what it was when its digest was taken."""
        try:
            data = (self.root / ref.place).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != ref.digest:
            raise changed_file(os.path.relpath(self.root / ref.place, self.root))
        return data

    @property
    def _shell(self) -> Shell:
        if self.shell is None:
            raise ValueError("a page was asked for without a shell")
        return self.shell

    @cached_property
    def _projects(self) -> dict[str, Project]:
        return {}

    @cached_property
    def _store(self) -> Store:
        return Store(self.store_path)

    @cached_property
    def _municipalities(self) -> Municipalities:
        return Municipalities.read((self.root / MUNICIPALITIES_FILE).read_text(encoding="utf-8-sig"))

    def close(self) -> None:
        """Close what was opened."""
        if "_store" in self.__dict__:
            self._store.close()
            del self.__dict__["_store"]

    def __getstate__(self) -> dict[str, Any]:
        """Leave out what another process has to open for itself."""
        return {name: value for name, value in self.__dict__.items() if not name.startswith("_")}


def _make_guidebook(inputs: Inputs, resolve: Resolve) -> bytes:
    project, context = read_subject(inputs, resolve)
    url = inputs["edit_url"]
    edit = Markup('<a href="{}">이 안내서 고치기</a>').format(url) if url else ""
    values = guidebook_page(project, context, documents=inputs["documents"])
    return _pour(resolve(inputs["frame"]), values | {"edit": edit})


def _make_comparison(inputs: Inputs, resolve: Resolve) -> bytes:
    return compare_script(*read_subject(inputs, resolve))


def _make_record_page(inputs: Inputs, resolve: Resolve) -> bytes:
    values = VALUES_BY_KIND[inputs["kind"]](inputs["shown"])
    return _pour(resolve(inputs["frame"]), values | {"edit": ""})


def _make_content_page(inputs: Inputs, resolve: Resolve) -> bytes:
    return _pour(resolve(inputs["page"]), {name: render_slot(name, shown) for name, shown in inputs["slots"].items()})


def _make_site_sheet(inputs: Inputs, resolve: Resolve) -> bytes:
    return join_sheets(resolve(sheet).decode() for sheet in inputs["sheets"]).encode()


def _make_sitemap(inputs: Inputs, resolve: Resolve) -> bytes:
    return make_sitemap(inputs["paths"], inputs["site_url"])


def _take_stored(inputs: Inputs, resolve: Resolve) -> bytes:
    row: bytes = resolve(inputs["row"])
    return row


def _make_kept_picture(inputs: Inputs, resolve: Resolve) -> bytes:
    data: bytes = resolve(inputs["picture"])
    return data


def _make_search_record(inputs: Inputs, resolve: Resolve) -> bytes:
    row = Row(*inputs["row"])
    return record_script(inputs["number"], resolve(inputs["text"]), [place_text(row), list_facts(row)])


def _make_search_names(inputs: Inputs, resolve: Resolve) -> bytes:
    return names_script(inputs["rows"])


def _make_sheet_form(inputs: Inputs, resolve: Resolve) -> bytes:
    from generator.records.sheet_form import make_form  # takes a third of a second to import

    return make_form(resolve(inputs["programme"]))


def _make_schema(inputs: Inputs, resolve: Resolve) -> bytes:
    return schema_text(inputs["kind"]).encode()


def _make_map_records(inputs: Inputs, resolve: Resolve) -> bytes:
    return map_script(inputs["rows"])


def _make_form_model(inputs: Inputs, resolve: Resolve) -> bytes:
    return form_script("model", form_model(inputs["addresses"]))


def _make_form_programme(inputs: Inputs, resolve: Resolve) -> bytes:
    return form_script("programme", inputs["programme"])


def _make_form_municipalities(inputs: Inputs, resolve: Resolve) -> bytes:
    return form_script("municipalities", form_municipalities(resolve(inputs["municipalities"])))


def _make_fit(inputs: Inputs, resolve: Resolve) -> bytes:
    return fit_script(resolve(inputs["facts"]), inputs["id"], inputs["place"])


def _make_fit_plan(inputs: Inputs, resolve: Resolve) -> bytes:
    from generator.exports.fit_plan import plan_script  # documents take a third of a second to import
    from generator.exports.lower import Addresses

    project, context = read_subject(inputs, resolve)
    return plan_script(project, context, Addresses(inputs["site_url"], FOLDER_BY_KIND))


def _make_fit_places(inputs: Inputs, resolve: Resolve) -> bytes:
    municipalities: Municipalities = resolve(inputs["municipalities"])
    places = [place for place in municipalities.current() if not place.is_city_district]
    return places_script((place.code, place.full_name) for place in places)


def _make_document(inputs: Inputs, resolve: Resolve) -> bytes:
    from generator.document_recipes import document_file

    return document_file(inputs, resolve)


def _make_kit(inputs: Inputs, resolve: Resolve) -> bytes:
    from generator.document_recipes import kit_file

    return kit_file(inputs, resolve)


def _pour(frame: Frame, values: Mapping[str, str]) -> bytes:
    return frame.pour(values).encode()


RECIPES: Recipes = {
    "fit": _make_fit,
    "fit_plan": _make_fit_plan,
    "fit_places": _make_fit_places,
    "document": _make_document,
    "kit": _make_kit,
    "guidebook": _make_guidebook,
    "comparison": _make_comparison,
    "record_page": _make_record_page,
    "content_page": _make_content_page,
    "schema": _make_schema,
    "sheet_form": _make_sheet_form,
    "site_sheet": _make_site_sheet,
    "sitemap": _make_sitemap,
    "kept_picture": _make_kept_picture,
    "stored": _take_stored,
    "search_record": _make_search_record,
    "search_names": _make_search_names,
    "map_records": _make_map_records,
    "form_model": _make_form_model,
    "form_programme": _make_form_programme,
    "form_municipalities": _make_form_municipalities,
}
