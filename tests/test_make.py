"""Artifacts are made alike in this process and in workers, and every way for them to end is a clean one."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Artifact, Ref
from generator.publish.make import PARALLEL_FROM, Made, RecipeError, load_recipes, make_artifacts
from tests.publishing import RECIPES, RECIPES_NAME, ROOT, find_place, start_process

MANY = [Artifact(f"p/{number}.html", "page", {"text": f"쪽 {number}"}) for number in range(PARALLEL_FROM + 50)]


def made(artifacts: Sequence[Artifact], workers: int) -> Made:
    return make_artifacts(artifacts, RECIPES_NAME, find_place, workers=workers)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def test_recipes_are_found_by_name() -> None:
    assert load_recipes(RECIPES_NAME) == RECIPES
    with pytest.raises(TypeError):
        load_recipes(f"{__name__}:MANY")


@pytest.mark.parametrize("workers", [1, 2])
def test_every_artifact_is_made_once_and_progress_counts_to_the_end(workers: int) -> None:
    counted = []
    results = make_artifacts(
        MANY, RECIPES_NAME, find_place, workers=workers, progress=lambda done, total: counted.append((done, total))
    )
    assert sorted((artifact.path, data) for artifact, data in results) == sorted(
        (artifact.path, f"<p>{artifact.inputs['text']}</p>\n".encode()) for artifact in MANY
    )
    assert counted == [(number, len(MANY)) for number in range(1, len(MANY) + 1)]


def test_many_artifacts_are_made_in_other_processes_and_few_in_this_one() -> None:
    artifacts = [Artifact(f"{n}.html", "record", {"record": Ref("record", str(n), f"place-{n}")}) for n in range(300)]
    for count, workers, here in [(PARALLEL_FROM - 1, 2, True), (300, 1, True), (300, 2, False)]:
        results = {artifact.path: data.decode().split() for artifact, data in made(artifacts[:count], workers)}
        assert {path.removesuffix(".html"): place for path, (_, place) in results.items()} == {
            str(n): f"place-{n}" for n in range(count)
        }
        numbers = {int(number) for number, _ in results.values()}
        assert (numbers == {os.getpid()}) == here
        assert here or os.getpid() not in numbers


def test_what_takes_long_is_shared_out_and_a_group_stays_together() -> None:
    artifacts = [
        Artifact(f"{n}.pdf", "record", {"record": Ref("record", str(n), f"place-{n}")}, weight=20, group=str(n // 3))
        for n in range(60)
    ]
    workers_by_group: dict[str, set[str]] = {}
    for artifact, data in made(artifacts, 2):
        workers_by_group.setdefault(artifact.group, set()).add(data.decode().split()[0])
    assert len(workers_by_group) == 20
    assert all(len(workers) == 1 for workers in workers_by_group.values())
    assert str(os.getpid()) not in set().union(*workers_by_group.values())


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_made_in_one_go_is_made_recipe_by_recipe(workers: int) -> None:
    recipes = ("record", "repeat", "record")
    artifacts = [
        Artifact(f"{n}-{m}", recipe, {"record": Ref("record", f"{n}-{m}", ""), "size": 3, "row": "x"})
        for n in range(PARALLEL_FROM)
        for m, recipe in enumerate(recipes)
    ]
    order = [artifact.recipe for artifact, _ in made(artifacts, workers)]
    changes = sum(one != other for one, other in pairwise(order))
    assert sorted(order) == sorted(recipes * PARALLEL_FROM)
    assert changes < len(artifacts) / 10


def test_results_larger_than_any_pipe_come_through() -> None:
    artifacts = [
        Artifact(f"{n}.bin", "repeat", {"size": 300_000 + n, "row": "x" * 100_000}) for n in range(PARALLEL_FROM)
    ]
    sizes = sorted(len(data) for _, data in made(artifacts, workers=2))
    assert sizes == [300_000 + n for n in range(PARALLEL_FROM)]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("recipe", ["broken", "unknown"])
def test_a_failing_recipe_names_the_artifact_and_keeps_its_traceback(workers: int, recipe: str) -> None:
    with pytest.raises(RecipeError, match=r"bad/one\.html") as caught:
        list(made([*MANY, Artifact("bad/one.html", recipe, {})], workers))
    told = "".join(getattr(caught.value, "__notes__", [])) + repr(caught.value.__cause__)
    assert "KeyError" in told
    assert ("no such slot" in told) == (recipe == "broken")
    if workers == 2 and recipe == "broken":
        assert "in break_down" in told


@pytest.mark.parametrize("workers", [1, 2])
def test_a_sentence_for_a_person_comes_through_as_it_is(workers: int) -> None:
    with pytest.raises(GeneratorError, match=r"^기록을 찾을 수 없습니다\. 다시 하십시오\.$"):
        list(made([*MANY, Artifact("bad.html", "complaint", {})], workers))


def test_a_worker_that_dies_is_told_in_a_sentence() -> None:
    with pytest.raises(GeneratorError, match=r"갑자기 끝났습니다.*종료 코드 7"):
        list(made([*MANY, Artifact("bad.html", "vanish", {})], workers=2))


def test_a_worker_that_dies_while_it_starts_is_told_in_a_sentence(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("""
import os
if __name__ == "__mp_main__":  # in a worker
    os._exit(7)
from functools import partial
from generator.diagnostics import GeneratorError
from generator.publish.make import make_artifacts
from tests.publishing import RECIPES_NAME, find_place_beside, pages
resolver = partial(find_place_beside, bytes(1_000_000))
try:
    list(make_artifacts(pages({f"{n}.html": "" for n in range(1000)}), RECIPES_NAME, resolver, workers=2))
except GeneratorError as error:
    print(error)
""")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert "갑자기 끝났습니다(종료 코드 7)" in done.stdout


def test_closing_early_ends_the_workers() -> None:
    artifacts = [Artifact(f"{n}.html", "record", {"record": Ref("record", str(n))}) for n in range(1000)]
    results = made(artifacts, workers=2)
    numbers = {int(next(results)[1].split()[0]) for _ in range(40)}
    assert any(map(is_running, numbers))
    results.close()
    assert not any(map(is_running, numbers))


def make_until_interrupted() -> None:
    """Make pages in workers without end, and say which processes they are."""
    artifacts = [Artifact(f"{n}.html", "record", {"record": Ref("record", str(n))}) for n in range(100_000)]
    try:
        for number, (_, data) in enumerate(made(artifacts, workers=2)):
            if number < 100:
                print(data.split()[0].decode(), flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)


def test_ctrl_c_ends_the_workers_at_once_and_quietly() -> None:
    process = start_process(make_until_interrupted)
    assert process.stdout is not None
    numbers = {int(process.stdout.readline()) for _ in range(100)}
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=30)
    assert out.splitlines()[-1] == "interrupted"
    assert errors == ""
    assert not any(map(is_running, numbers))
