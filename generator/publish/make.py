"""Making artifacts: recipes run in this process, or in several when there is enough to do."""

from __future__ import annotations

import gc
import importlib
import multiprocessing
import signal
import sys
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, TypeAlias

from generator.diagnostics import GeneratorError
from generator.publish.artifact import Artifact, Recipes, Resolve

# Called with how many are made and how many there are in all.
Progress: TypeAlias = Callable[[int, int], None]
Made: TypeAlias = Generator[tuple[Artifact, bytes], None, None]

# A worker process takes about half a second to start: what some 200 pages cost.
PARALLEL_FROM = 200
# Weight of what is made in one go, recipe by recipe: the processor then still has the code of a recipe at hand. Made
# record by record, the three files of a guidebook took a fifth longer (2026-11-26, 1,500 records).
_CHUNK = 96
# Bytes that a worker gathers before it hands them over: kept pictures are large, and must not be in memory by hundreds.
_PIECE = 1 << 20
_PATIENCE_SECONDS = 5


class RecipeError(Exception):
    """A recipe broke its promise: says which artifact; its own traceback is the cause or, from a worker, a note."""


def load_recipes(name: str) -> Recipes:
    """Return the recipes that ``name`` ("package.module:ATTRIBUTE") names; the same in every process."""
    module, _, attribute = name.partition(":")
    recipes = getattr(importlib.import_module(module), attribute)
    if not isinstance(recipes, Mapping):
        raise TypeError(f"{name} is not a mapping of recipes")
    return recipes


def make_artifacts(
    artifacts: Sequence[Artifact],
    recipes: str,
    resolver: Resolve,
    *,
    workers: int = 1,
    progress: Progress | None = None,
) -> Made:
    """Yield each artifact with its bytes, in any order, one at a time.

    ``recipes`` is the importable name of the registry; ``resolver`` is pickled once per worker, so it may keep what it
    has read. Closing the iterator, an error and Ctrl-C all end the workers. Raises RecipeError for a recipe that fails;
    a GeneratorError out of a recipe or resolver comes through as it is.
    """
    registry = load_recipes(recipes)
    if workers > 1 and sum(artifact.weight for artifact in artifacts) >= PARALLEL_FROM:
        results = _in_workers(artifacts, recipes, resolver, workers)
    else:
        pieces = (artifact for chunk in _split(artifacts) for _, artifact in chunk)
        results = ((artifact, _run(artifact, registry, resolver)) for artifact in pieces)
    try:
        for number, result in enumerate(results, start=1):
            yield result
            if progress:
                progress(number, len(artifacts))
    finally:
        results.close()


def _run(artifact: Artifact, recipes: Recipes, resolver: Resolve) -> bytes:
    try:
        data = recipes[artifact.recipe](artifact.inputs, resolver)
        # Runs in another process too, where no type checker looks.
        if not isinstance(data, bytes):
            raise TypeError(f"a recipe returns bytes, not {type(data).__name__}")
        return data
    except GeneratorError:
        raise
    except Exception as error:
        raise RecipeError(f"{artifact.path}: the recipe {artifact.recipe!r} failed: {error!r}") from error


class _Failure(NamedTuple):
    """An error on its way out of a worker, as text: exceptions do not always survive the way."""

    message: str
    traceback: str
    is_sentence: bool


_Line: TypeAlias = "Connection[Any, Any]"


class _Results(NamedTuple):
    """What a worker hands over. A message for each artifact cost the process that takes them four times as much."""

    made: list[tuple[int, bytes]]  # numbers of artifacts and their bytes
    wants_more: bool  # whether it is through with what it was given


_Message: TypeAlias = _Results | _Failure


def _work(connection: Connection, recipes_name: str) -> None:
    """Run a worker process: ask for artifacts and send what is made of them, until nobody listens any more.

    First it is told the resolver.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Recipes leave no cycles worth looking for every 700 objects.
    gc.set_threshold(100_000)
    recipes = load_recipes(recipes_name)
    made: list[tuple[int, bytes]] = []
    try:
        resolver: Resolve = connection.recv()
        while True:
            connection.send(_Results(made, wants_more=True))
            chunk: list[tuple[int, Artifact]] = connection.recv()
            made, size = [], 0
            for number, artifact in chunk:
                made.append((number, _run(artifact, recipes, resolver)))
                size += len(made[-1][1])
                if size >= _PIECE:
                    connection.send(_Results(made, wants_more=False))
                    made, size = [], 0
    except (EOFError, ConnectionError):
        return
    except (GeneratorError, RecipeError) as error:
        text = "".join(traceback.format_exception(error.__cause__ or error))
        connection.send(_Failure(str(error), text, isinstance(error, GeneratorError)))


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: processes started meanwhile never see it, not even before they can ignore it."""
    if sys.platform == "win32":
        yield
        return
    # Its own start would let the signal through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _in_workers(artifacts: Sequence[Artifact], recipes_name: str, resolver: Resolve, workers: int) -> Made:
    chunks = deque(_split(artifacts))
    processes = _Processes()
    try:
        processes.start(min(workers, len(chunks)), recipes_name, resolver)
        while busy := list(processes.busy):
            ready = wait(busy)
            for connection in [each for each in busy if each in ready]:
                results = processes.receive(connection)
                # First, so that the worker goes on while what it made is being used.
                if results.wants_more and chunks:
                    processes.send(connection, chunks.popleft())
                elif results.wants_more:
                    processes.dismiss(connection)
                for number, data in results.made:
                    yield artifacts[number], data
    finally:
        processes.end()


def _split(artifacts: Sequence[Artifact]) -> Iterator[list[tuple[int, Artifact]]]:
    """Yield the artifacts with their numbers in pieces of about the same work, each recipe by recipe.

    A group stays in one piece and in its order.
    """
    chunk: list[tuple[int, Artifact]] = []
    weight = 0
    for number, artifact in enumerate(artifacts):
        is_next = not artifact.group or not chunk or artifact.group != chunk[-1][1].group
        if weight >= _CHUNK and is_next:
            yield _by_recipe(chunk)
            chunk, weight = [], 0
        chunk.append((number, artifact))
        weight += artifact.weight
    if chunk:
        yield _by_recipe(chunk)


def _by_recipe(chunk: list[tuple[int, Artifact]]) -> list[tuple[int, Artifact]]:
    return sorted(chunk, key=lambda numbered: numbered[1].group or numbered[1].recipe)


class _Processes:
    """The worker processes of one run, by the connection to each."""

    def __init__(self) -> None:
        self.busy: dict[_Line, BaseProcess] = {}
        self._dismissed: list[BaseProcess] = []

    def start(self, count: int, recipes_name: str, resolver: Resolve) -> None:
        # The same on every system, and safe beside threads (a progress bar, a watcher), which forking is not.
        context = multiprocessing.get_context("spawn")
        with _ctrl_c_held():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_work, args=(theirs, recipes_name), daemon=True)
                process.start()
                self.busy[ours] = process
                theirs.close()
        # Not with the start: what is larger than a pipe would wait for ever for a process that died while starting.
        for connection in self.busy:
            self.send(connection, resolver)

    def receive(self, connection: _Line) -> _Results:
        try:
            message: _Message = connection.recv()
        except (EOFError, ConnectionError):
            raise self._died(connection) from None
        if not isinstance(message, _Failure):
            return message
        if message.is_sentence:
            raise GeneratorError(message.message)
        error = RecipeError(message.message)
        error.add_note(message.traceback)
        raise error

    def send(self, connection: _Line, told: Resolve | list[tuple[int, Artifact]]) -> None:
        try:
            connection.send(told)
        except ConnectionError:
            raise self._died(connection) from None

    def dismiss(self, connection: _Line) -> None:
        """Let an idle worker go: it ends when nobody holds the other end any more."""
        self._dismissed.append(self.busy.pop(connection))
        connection.close()

    def end(self) -> None:
        """End all workers now, whatever they are doing."""
        for connection, process in self.busy.items():
            process.terminate()
            connection.close()
        for process in [*self.busy.values(), *self._dismissed]:
            process.join(_PATIENCE_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def _died(self, connection: _Line) -> GeneratorError:
        process = self.busy[connection]
        process.join(_PATIENCE_SECONDS)
        return GeneratorError(
            f"페이지를 만들던 프로세스가 갑자기 끝났습니다(종료 코드 {process.exitcode}). "
            "메모리가 모자라면 동시에 일하는 프로세스를 줄여 다시 하십시오."
        )
