"""`bonbogi check --fix`: one right answer is written in, all else stays byte for byte; again changes nothing."""

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import bonbogi
from generator.records.mending import mend_record, mend_story
from generator.records.model import Project
from generator.records.programme import Programme
from generator.records.programme_files import load_programme
from generator.records.reader import read_yaml, to_data
from generator.records.record import read_part
from tests.repository import EPOCH, PROJECT, ROOT, make_repository

RECORDS = sorted((ROOT / "projects").glob("*/project.yml"))
HEAD = "".join(PROJECT.splitlines(keepends=True)[:5])
PROGRAMME = load_programme(ROOT, "test")[0]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return PROGRAMME


def mended(rest: str, head: str = HEAD) -> str:
    """What becomes of lines below the five required keys."""
    text = mend_record((head + rest).encode(), Project, PROGRAMME)
    assert text is not None
    again = mend_record(text.encode(), Project, PROGRAMME)
    assert again == text
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.parent.name)
def test_real_records_are_as_they_should_be(path: Path, programme: Programme) -> None:
    data = path.read_bytes()
    assert mend_record(data, Project, programme) == data.decode()
    story = path.parent / "guidebook.md"
    if story.is_file():
        assert mend_story(story.read_bytes()) == story.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("budget: [{kind: national, amount: 1억 2천만원}]", "budget: [{kind: national, amount: 120000000}]"),
        ('budget: [{kind: national, amount: "145백만원"}]', "budget: [{kind: national, amount: 145000000}]"),
        ('budget: [{kind: 국비, amount: "145,000천원"}]', "budget: [{kind: national, amount: 145000000}]"),
        (
            "budget: [{kind: 국비(국고보조금), amount: 1억}]  # 전액",
            "budget: [{kind: national, amount: 100000000}]  # 전액",
        ),
        ("team_size: 1,200", "team_size: 1200"),
        ("period: {start: 2021.5, end: 2022. 1. 3.}", "period: {start: 2021-05, end: 2022-01-03}"),
        ("process: [{date: {start: 2021/5}, what: 시범}]", "process: [{date: {start: 2021-05}, what: 시범}]"),
        ("beneficiaries: [{who: 어르신, planned: 예}]", "beneficiaries: [{who: 어르신, planned: true}]"),
        ("official_title: 2021", 'official_title: "2021"'),
        ("official_title: no", 'official_title: "no"'),
        ("sites: [{municipality: 50110}]", 'sites: [{municipality: "50110"}]'),
        ("topics: [주차, 개인정보 보호]", "topics: [traffic-parking, privacy-safety]"),
        ("call: 2021년 주민참여 디지털 기반 지역사회 현장문제 해결", "call: 2021-field-problem"),
        ("문제: 글", "문제: 글"),
        ("재원: [{kind: national}]", "budget: [{kind: national}]"),
        ("team:\n  - 자리: 단장\n    구성: 주민", "team:\n  - role: leader\n    kind: resident"),
        ("problem: 글   \nsolution: 글\t", "problem: 글\nsolution: 글"),
        # What stays as it is: several answers, or none.
        ("budget: [{kind: 국가 돈, amount: 1억 4500}]", "budget: [{kind: 국가 돈, amount: 1억 4500}]"),
        ("budget: [{kind: national, amount: 약 1억}]", "budget: [{kind: national, amount: 약 1억}]"),
        ("period: {start: 2021년 봄}", "period: {start: 2021년 봄}"),
        ("problem: |\n  첫 줄   \n  둘째 줄\n", "problem: |\n  첫 줄   \n  둘째 줄"),
        ("owner: {office: 과, contact: 02-2100-0000}", "owner: {office: 과, contact: 02-2100-0000}"),
        ("budjet: [{kind: 국비}]", "budjet: [{kind: 국비}]"),
    ],
)
def test_what_has_one_right_answer(written: str, right: str) -> None:
    assert mended(written) == right + "\n"


@pytest.mark.parametrize(
    ("year", "written", "right"),
    [
        (2021, "전북특별자치도 전주시", "전라북도 전주시"),
        (2021, "52110", '"45110"'),
        (2021, "45110", '"45110"'),
        (2021, '"45110"', '"45110"'),
        (2021, "전라북도 전주시", "전라북도 전주시"),
        (2021, "전주", "전주"),
        (2021, "없는시", "없는시"),
    ],
)
def test_municipalities_of_another_year(year: int, written: str, right: str) -> None:
    def head(place: str) -> str:
        return HEAD.replace("2021", str(year)).replace("제주특별자치도 제주시", place)

    text = mend_record(head(written).encode(), Project, PROGRAMME)
    assert text == head(right)


def test_keys_come_in_order_with_their_comments() -> None:
    text = (
        "# yaml-language-server: $schema=a\n\n# 그해\nyear: 2021\n"
        f"{HEAD.splitlines()[0]}\n{HEAD.splitlines()[1]}\n"
        "budget:\n# 전액 국비\n  - {kind: national}\n\n# 넷째\n# 다섯째\nmunicipalities: [제주특별자치도 제주시]\n# 여섯째\norigin: public_sources"
    )
    assert mend_record(text.encode(), Project, PROGRAMME) == (
        "# yaml-language-server: $schema=a\n\n"
        f"{HEAD.splitlines()[0]}\n{HEAD.splitlines()[1]}\n# 그해\nyear: 2021\n"
        "# 넷째\n# 다섯째\nmunicipalities: [제주특별자치도 제주시]\n# 여섯째\norigin: public_sources\n"
        "budget:\n# 전액 국비\n  - {kind: national}\n\n"
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("budget: [{source: s1, kind: national}]  # 전액", "budget: [{kind: national, source: s1}]  # 전액"),
        (
            "budget: [{source: s1,\n  kind: national},\n  {amount: 1, kind: local}]",
            "budget: [{kind: national,\n  source: s1},\n  {kind: local, amount: 1}]",
        ),
        (
            (
                "risks:\n  # 둘\n  - source: s1  # 기사\n    # 막은 법\n    mitigation: |\n      막는다.\n\n      또 막는다.\n"
                "    risk: 위험  # 하나\n\n  - risk: 둘째"
            ),
            (
                "risks:\n  # 둘\n  - risk: 위험  # 하나\n    # 막은 법\n    mitigation: |\n      막는다.\n\n      또 막는다.\n"
                "    source: s1  # 기사\n\n  - risk: 둘째"
            ),
        ),
        (
            "outcomes:\n  - metric: 만족\n    readings:\n      - source: s1\n        value: 1\n    evidence: measured\n    kind: use",
            "outcomes:\n  - metric: 만족\n    kind: use\n    readings:\n      - value: 1\n        source: s1\n    evidence: measured",
        ),
        ("period:\n  end: 2022\n  start: 2021", "period:\n  start: 2021\n  end: 2022"),
        # What is unknown goes with the key before it.
        (
            "team: [{colour: red, kind: resident, extra: 1, role: leader}]",
            "team: [{colour: red, role: leader, kind: resident, extra: 1}]",
        ),
        ("solution: 가\nother: 1\nmore: 2\nproblem: 나", "problem: 나\nsolution: 가\nother: 1\nmore: 2"),
        # A remark about a key cannot stand behind the dash.
        (
            "risks:\n  - mitigation: 나\n    # 하나\n    risk: 가",
            "risks:\n  - mitigation: 나\n    # 하나\n    risk: 가",
        ),
        ("risks: [{mitigation: 나, # 왜\n  risk: 가}]", "risks: [{mitigation: 나, # 왜\n  risk: 가}]"),
    ],
)
def test_keys_of_rows_come_in_order_too(written: str, right: str) -> None:
    assert mended(written) == right + "\n"


@pytest.mark.parametrize(
    ("written", "right"),
    [
        (
            "problem: |\n  - 하나\n    - 둘\n     - 셋\n  글\nsolution: 가",
            "problem: |\n  - 하나\n      - 둘\n          - 셋\n  글\nsolution: 가",
        ),
        (
            "process:\n  - what: 시범\n    detail: |-\n      1. 하나\n\n         - 둘\n",
            "process:\n  - what: 시범\n    detail: |-\n      1. 하나\n\n          - 둘",
        ),
        ("problem: >\n  - 하나\n    - 둘", "problem: >\n  - 하나\n    - 둘"),
        ("problem: |\n  ```\n  - 하나\n    - 둘\n  ```", "problem: |\n  ```\n  - 하나\n    - 둘\n  ```"),
        ("official_title: |\n  - 하나\n   - 둘", "official_title: |\n  - 하나\n   - 둘"),
    ],
)
def test_lists_in_texts_are_indented_as_in_the_guidebook(written: str, right: str) -> None:
    assert mended(written) == right + "\n"


@pytest.mark.parametrize("encode", [lambda text: text.encode("cp949"), lambda text: text.encode("utf-16"), lambda text: b"\xef\xbb\xbf" + text.encode(), lambda text: text.replace("\n", "\r\n").encode(), lambda text: unicodedata.normalize("NFD", text).encode()], ids=["cp949", "utf-16", "bom", "crlf", "nfd"])  # fmt: skip
def test_files_of_any_desk_become_plain_ones(encode: Callable[[str], bytes]) -> None:
    assert mend_record(encode(PROJECT), Project, PROGRAMME) == PROJECT


@pytest.mark.parametrize(
    "text",
    [
        "title: [",
        "- 목록",
        "",
        "title: 하나\ntitle: 둘\n",
        "title: \x00\n",
        "a: &x 1\nb: *x\n",
        "title:\n\t- 탭\n",
        "# 설명뿐\n",
    ],
)
def test_what_cannot_be_read_is_left_alone(text: str) -> None:
    assert mend_record(text.encode(), Project, PROGRAMME) is None


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("- 회의\n   - 주민\n", "- 회의\n    - 주민\n"),
        ("- 회의\n  - 주민\n    - 이장\n  - 공무원\n", "- 회의\n    - 주민\n        - 이장\n    - 공무원\n"),
        ("1. 회의\n   - 주민\n     이어진 줄\n\n   딸린 문단\n\n밖\n  - 들임\n", None),
        ("```\n- a\n  - b\n```\n", "```\n- a\n  - b\n```\n"),
        ("- 회의\n    - 주민\n", "- 회의\n    - 주민\n"),
        ("글  \n다음 줄", "글  \n다음 줄\n"),
        ("", ""),
    ],
)
def test_inner_lists_are_indented(written: str, right: str | None) -> None:
    text = mend_story(written.encode())
    assert text is not None
    if right is None:
        assert text == "1. 회의\n    - 주민\n      이어진 줄\n\n    딸린 문단\n\n밖\n  - 들임\n"
    else:
        assert text == right
    assert mend_story(text.encode()) == text


BROKEN = (
    "amount: 1억 2천만원",
    "budget: ",
    "  - ",
    "# 설명",
    "kind: 국비",
    "   ",
    "date: 2021.5",
    "note: 'a",
    "- {",
    "team_size: 1,200",
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(RECORDS), st.integers(0, 2**32), st.lists(st.sampled_from(BROKEN), max_size=3))
def test_whatever_is_mended_tells_the_same_and_stays_mended(path: Path, seed: int, extra: list[str]) -> None:
    """Lines of a real record are moved and odd ones put in between."""
    chance = random.Random(seed)
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in extra:
        lines.insert(chance.randrange(len(lines)), line)
    before = "\n".join(lines).encode()
    text = mend_record(before, Project, PROGRAMME)
    if text is not None:
        assert mend_record(text.encode(), Project, PROGRAMME) == text
        project, tree, _ = read_part(before, "a", Project)
        if project is not None:
            assert read_part(text.encode(), "a", Project)[0] == project
        assert tree is not None
        after = read_yaml(text.encode(), "a")[0]
        assert after is not None
        assert to_data(after).keys() >= {"title", "summary"} & to_data(tree).keys()


ODD = (
    HEAD
    + "budget: [{kind: 국비, amount: 1억 2천만원}]  # 전액\nproblem: 010-1234-5678 \nsources: [{id: s1, title: 기사}]\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "root", {"odd": ODD, "well": PROJECT, "broken": "title: ["})


def run(root: Path, *arguments: str) -> Result:
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": EPOCH})
    return runner.invoke(bonbogi, ["check", *arguments, "--root", str(root)])


def test_the_difference_is_shown_and_written(root: Path) -> None:
    file = root / "projects/odd/project.yml"
    file.chmod(0o640)
    result = run(root, "--diff")
    assert file.read_text(encoding="utf-8") == ODD
    assert "파일 1개를 고칠 수 있습니다." in result.stdout
    difference = (
        "--- a/projects/odd/project.yml\n+++ b/projects/odd/project.yml\n@@ -5,4 +5,4 @@\n origin: public_sources\n"
        "-budget: [{kind: 국비, amount: 1억 2천만원}]  # 전액\n-problem: 010-****-**78 \n"
    )
    assert difference.split("\n", 3)[0] in result.stdout
    assert "+budget: [{kind: national, amount: 120000000}]  # 전액\n" in result.stdout
    assert "1234" not in result.stdout
    result = run(root, "--fix")
    assert "파일 1개를 고쳤습니다." in result.stdout
    assert file.stat().st_mode & 0o777 == 0o640
    assert "amount: 120000000}]  # 전액" in file.read_text(encoding="utf-8")
    assert (root / "projects/well/project.yml").read_text(encoding="utf-8") == PROJECT
    assert (root / "projects/broken/project.yml").read_text(encoding="utf-8") == "title: ["
    assert sorted(path.name for path in (root / "projects/odd").iterdir()) == ["project.yml"]
    assert run(root, "--fix").stdout.startswith("고칠 것이 없습니다.\n")
    assert "오류[syntax]" in run(root, "--fix").stdout


def test_only_what_is_named_is_mended(root: Path) -> None:
    assert "고칠 것이 없습니다." in run(root, str(root / "projects/well"), "--fix").stdout
    assert (root / "projects/odd/project.yml").read_text(encoding="utf-8") == ODD


def test_reports_for_machines_stay_clean(root: Path) -> None:
    result = run(root, "--fix", "--format", "json")
    assert result.stdout.startswith("[")
    assert "고쳤습니다" in result.stderr


def test_what_a_link_points_at_is_not_touched(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yml").write_text(ODD, encoding="utf-8")
    (root / "projects/odd/project.yml").unlink()
    (root / "projects/odd/project.yml").symlink_to(tmp_path / "elsewhere.yml")
    run(root, "--fix")
    assert (tmp_path / "elsewhere.yml").read_text(encoding="utf-8") == ODD
