"""What stands at the repository's gate: hostile reports become harmless drafts, and workflows give nothing away."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from generator.cli import COMMANDS, bonbogi
from generator.diagnostics import GeneratorError
from generator.records.issue import FORM_FILE, issue_form, read_issue
from generator.records.messages import keys_of
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.reader import read_yaml
from generator.records.record import read_part
from tests.repository import EPOCH, PROJECT, ROOT, make_repository

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
# What a stranger can write into an event.
UNTRUSTED = re.compile(r"\$\{\{[^}]*(?:github\.event\.|github\.head_ref|inputs\.|github\.ref_name)")


def body(**answers: str) -> str:
    """An issue's text as GitHub makes it of the form."""
    labels = [
        item["attributes"]["label"] for item in yaml.safe_load(issue_form())["body"] if item["type"] != "markdown"
    ]
    ids = [item["id"] for item in yaml.safe_load(issue_form())["body"] if item["type"] != "markdown"]
    given = {label: answers.get(id_, "_No response_") for id_, label in zip(ids, labels, strict=True)}
    return "\n\n".join(f"### {label}\n\n{answer}" for label, answer in given.items())


GOOD = {
    "title": "섬마을 배표 예매",
    "municipalities": "신안군",
    "year": "2021",
    "summary": "섬 어르신이 배표를 사려고 뭍에 나가지 않도록 마을회관에서 표를 끊게 했다.",
    "origin": "공개 자료로 정리",
    "sources": "- 배표 기사 https://example.org/a?b=1.\n지역 신문 2021년 5월 3일",
    "more": "예산은 1억쯤이라고 들었습니다.",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "root", {"first": PROJECT})


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(ROOT, "test")[0]


def draft_of(root: Path, text: str, *, as_event: bool = True) -> Result:
    file = root / "event.json"
    event = json.dumps({"action": "labeled", "issue": {"number": 7, "title": "$(id)", "body": text}})
    file.write_text(event if as_event else text, encoding="utf-8", newline="\n")
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH})
    return runner.invoke(bonbogi, ["new", "--from-issue", str(file), "--root", str(root)])


def test_a_report_becomes_a_draft(root: Path) -> None:
    result = draft_of(root, body(**GOOD))
    assert result.output.startswith("projects/2021-46910/에 초안을 만들었습니다.")
    data = (root / "projects/2021-46910/project.yml").read_bytes()
    project, _, findings = read_part(data, "project.yml", Project)
    assert findings == []
    assert project is not None
    assert (project.title, project.year, project.municipalities) == (GOOD["title"], 2021, ("신안군",))
    assert [(source.id, source.title, source.url) for source in project.sources] == [
        ("s1", "배표 기사", "https://example.org/a?b=1"),
        ("s2", "지역 신문 2021년 5월 3일", None),
    ]
    assert "# 예산은 1억쯤이라고 들었습니다.\n" in data.decode()
    assert draft_of(root, body(**GOOD), as_event=False).output.startswith("projects/2021-46910-2/")


HOSTILE = (
    "$(rm -rf /)`id`; echo ${{ secrets.TOKEN }}",
    "a\n---\nb: &x [*x]\n!!python/object/apply:os.system ['id']",
    "'\"\\ : # - ? | > %TAG {a: [b]}",
    "../../.github/workflows/evil.yml",
    "::add-mask::x\n::set-output name=a::b",
    "\u202e\u0000\u001b[31m\u2028 x",
    "### 연도\n\n1999",
    "<script>alert(1)</script>",
    "\ud800",
    "가" * 9_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_reports_stay_text(root: Path, text: str) -> None:
    before = {path for path in root.rglob("*") if "projects" not in path.parts}
    answers = dict.fromkeys(("title", "municipalities", "year", "summary", "problem", "sources", "more"), text)
    result = draft_of(root, body(**answers))
    assert result.exception is None or isinstance(result.exception, GeneratorError | SystemExit), result.output
    folders = [path for path in (root / "projects").iterdir() if path.name != "first"]
    assert [path.name for path in folders] == ["1999" if "1999" in text else "new-project"]
    assert sorted(path.name for path in folders[0].iterdir()) == ["guidebook.md", "project.yml"]
    assert {path for path in root.rglob("*") if "projects" not in path.parts} - before <= {root / "event.json"}
    data = (folders[0] / "project.yml").read_bytes()
    tree, findings = read_yaml(data, "project.yml")
    codes = {finding.code for finding in findings}
    assert tree is not None, findings
    assert codes <= {"control-character"}
    assert set(tree.entries) <= set(keys_of(Project))
    assert "\x1b" not in result.output
    assert f"projects/{folders[0].name}/에 초안을" in result.output


@pytest.mark.parametrize(
    "text", ["", "그냥 쓴 글", "{", "{}", '{"issue": 3}', '{"issue": {"body": null}}', "### 확인\n\n- [x]"]
)
def test_what_is_no_report_is_refused(text: str, programme: Programme) -> None:
    with pytest.raises(GeneratorError):
        read_issue(text.encode(), programme)


def test_the_issue_form_is_that_of_the_model() -> None:
    assert (ROOT / FORM_FILE).read_text(encoding="utf-8") == issue_form(), "stale: run `make generate`"
    form = yaml.safe_load(issue_form())
    assert {"name", "description", "body"} <= set(form)
    for item in form["body"]:
        assert item["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
    labels = [item["attributes"].get("label") for item in form["body"]]
    assert len(set(labels)) == len(labels)
    assert form["labels"] != ["초안"]  # that one is given by a maintainer, and starts the workflow


def steps_of(workflow: Any) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_give_nothing_away(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    triggers = workflow[True]  # YAML 1.1 takes `on` for a flag
    assert set(triggers) <= {"push", "pull_request", "issues"}
    assert set(workflow["permissions"].items()) <= {("contents", "read")}
    assert "secrets." not in text
    for step in steps_of(workflow):
        assert not UNTRUSTED.search(step.get("run", "")), step
        assert "${{" not in step.get("run", "")
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        may_write = "write" in job.get("permissions", {}).values()
        # Whoever may write runs on nobody's code but that of the default branch.
        assert not may_write or set(triggers) == {"issues"}
    checkouts = [step for step in steps_of(workflow) if "actions/checkout" in step.get("uses", "")]
    if "pull_request" in triggers:
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_drafts_are_made_on_a_maintainers_word_only() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/report.yml").read_text(encoding="utf-8"))
    assert workflow[True] == {"issues": {"types": ["labeled"]}}
    job = workflow["jobs"]["draft"]
    assert "github.event.label.name == '초안'" in job["if"]
    assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
    # The one thing of the event that reaches a command, by its environment, is refused where it is no number.
    assert job["env"] == {"ISSUE_NUMBER": "${{ github.event.issue.number }}"}
    command = next(step["run"] for step in job["steps"] if step.get("name") == "pull request")
    assert command.startswith("case \"$ISSUE_NUMBER\" in ''|*[!0-9]*) exit 1 ;; esac\n")


GH = """#!/bin/sh
echo "gh $*" >> "$CALLS"
for name; do [ -f "$name" ] && cat "$name" >> "$CALLS"; done
[ "$2" = list ] && cat "$OPEN_PULL_REQUEST"
exit 0
"""


def test_a_draft_is_told_what_to_mend_and_made_again_unless_people_changed_it(tmp_path: Path) -> None:
    """The commands of the workflow itself, with a repository to push to and a `gh` that notes what it is asked."""

    def run(script: str, folder: Path, **more: str) -> None:
        done = subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=folder,
            env={**os.environ, **settings, **more},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr

    calls, pull_request, event = tmp_path / "calls.txt", tmp_path / "open.txt", tmp_path / "event.json"
    for path in (calls, pull_request):
        path.touch()
    (tmp_path / "bin").mkdir()
    program = (
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -c "from generator.cli import main; main()" "$@"\n'
    )
    for name, text in (("gh", GH), ("bonbogi", program)):
        (tmp_path / "bin" / name).write_text(text, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    settings = {
        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}",
        "CALLS": str(calls),
        "OPEN_PULL_REQUEST": str(pull_request),
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_EVENT_PATH": str(event),
        "ISSUE_NUMBER": "7",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    hostile = "```\n@everyone fixes #1 <img src=x> 010-1234-5678 " + "가" * 400
    event.write_text(json.dumps({"issue": {"body": body(**{**GOOD, "summary": hostile})}}), encoding="utf-8")
    origin = make_repository(tmp_path / "origin")
    (origin / ".gitignore").write_text("/.bonbogi/\n/.venv/\n", encoding="utf-8")
    person = "git -c user.name=a -c user.email=a@example.org"
    run(f"git init -q -b main && touch projects/.keep && git add . && {person} commit -qm first", origin)
    workflow = yaml.safe_load((ROOT / ".github/workflows/report.yml").read_text(encoding="utf-8"))
    names = ("bonbogi new", "bonbogi check", "gh pr create")
    new, check, request = (
        next(step["run"] for step in steps_of(workflow) if name in step.get("run", "")) for name in names
    )

    def label(*steps: str) -> str:
        calls.write_text("", encoding="utf-8")
        clone = tmp_path / f"clone-{len(list(tmp_path.glob('clone-*')))}"
        run(f"git clone -q --depth 1 file://{origin} {clone}", tmp_path)
        for step in steps:
            run(step.replace(".venv/bin/", ""), clone)
        return calls.read_text(encoding="utf-8")

    made = label(new, check, request)
    assert "gh pr create --draft --head case/issue-7 " in made
    assert "    projects/2021-" in made
    assert "오류[text-length] '한 줄 소개'의 길이가" in made
    assert "1234" not in made
    found = made.split("## 만들었을 때의 검사 결과\n\n")[1]
    assert [line for line in found.splitlines() if line and not line.startswith("    ")] == []
    pull_request.write_text("12\n", encoding="utf-8")
    assert "gh pr edit 12 --body-file " in label(new, request)
    run(f"git checkout -q case/issue-7 && {person} commit -qm mended --allow-empty && git checkout -q main", origin)
    told = label(request)
    assert "gh pr comment case/issue-7 " in told
    assert "gh pr edit" not in told
    run('[ "$(git log -1 --format=%s case/issue-7)" = mended ]', origin)


def test_the_gates_of_both_services_check_build_and_keep_the_site() -> None:
    github = (ROOT / ".github/workflows/records.yml").read_text(encoding="utf-8")
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["records"]
    assert "bonbogi check --format github" in github
    assert "bonbogi build --skip-invalid" in github
    script = "\n".join(gitlab["script"])
    assert "bonbogi check --format gitlab > gl-code-quality-report.json" in script
    assert script.endswith("bonbogi check")
    assert gitlab["artifacts"]["reports"]["codequality"] == "gl-code-quality-report.json"
    assert gitlab["artifacts"]["paths"] == ["site/"]
    used = set(re.findall(r"bonbogi ([a-z]+)", github + script + (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")))
    assert used <= set(COMMANDS)


def test_hooks_are_as_pre_commit_wants_them() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    local = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]
    assert local["repo"] == "local"
    for hook in [*hooks, *local["hooks"]]:
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert re.search(hook["files"], "projects/a/project.yml")
        assert re.search(hook["files"], "content/calls/a.yml")
        assert not re.search(hook["files"], "generator/cli.py")
    template = (ROOT / ".github/PULL_REQUEST_TEMPLATE.md").read_text(encoding="utf-8")
    assert "짐작으로 채우지 않았습니다" in template
