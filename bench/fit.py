"""What the data for fitting a guidebook elsewhere costs beside the guidebook's page, in CPU milliseconds a record.

python bench/fit.py PROJECTS
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from generator.exports.fit import fit_script
from generator.exports.fit_plan import plan_script
from generator.exports.lower import Addresses
from generator.pages.frame import FOLDER_BY_KIND
from generator.pages.guidebook import guidebook_page
from generator.reading.context import Context
from generator.records.model import Project
from generator.records.record import read_part

ROUNDS = 5


def main() -> None:
    projects = {}
    for file in sorted(Path(sys.argv[1]).glob("*/project.yml")):
        project, _, _ = read_part(file.read_bytes(), str(file), Project)
        if project is not None:
            projects[file.parent.name] = project
    addresses = Addresses("", FOLDER_BY_KIND)

    def measure(make: Callable[[str, Project], object]) -> float:
        rounds = []
        for _ in range(ROUNDS):
            began = time.process_time()
            for id_, project in projects.items():
                make(id_, project)
            rounds.append(time.process_time() - began)
        return min(rounds) / len(projects) * 1000

    page = measure(lambda id_, project: guidebook_page(project, Context(id=id_)))
    for name, spent in (
        ("the guidebook's page", page),
        ("conditions and record to fit", measure(lambda id_, project: fit_script(project, id_, ""))),
        ("plan to fit", measure(lambda id_, project: plan_script(project, Context(id=id_), addresses))),
    ):
        print(f"{name}: {spent:.2f} ms, {spent / page:.2f} of the page")


if __name__ == "__main__":
    main()
