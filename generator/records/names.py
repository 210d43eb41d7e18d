"""Names of persons beside a rank or a role in Korean text, masked.

A name of three syllables looks like many other words (전문가, 장애인, 지원과): its first syllable must be a surname,
the other two syllables that names are made of, and the words below are known to be none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SURNAMES = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용"
_LONG_SURNAMES = "남궁|황보|제갈|선우|독고|사공|서문"
# The last syllable is none that ends a department, a place or a group (과, 팀, 시, 동, 회 …); 동 counts only in 길동.
_FIRST = "가강건경계고광교국권규근금기길나남다달대덕도동두라래련린명목무문미민범병보복봉사산상새서석선설성세소솔송수숙순승시신아양연영예오옥용우운웅원유윤율은을의이인일자장재전정제종주준중지진찬창채천철청춘충치태택하학한해향헌현형혜호홍화환효훈휘흥희"
_LAST = "강건걸겸경곤관광권규균근기길나남녀다달담덕도라란람랑래련록룡린림만명목무문미민배백범별봉분빈삼상서석선섭성세솔수숙순슬승식신실심아안애언연열엽영예오옥온완용우욱운웅원월유윤율은을의이익인일임자재정조종주준중지진찬창채천철출춘충칠태택표필하학한향헌혁현형혜호홍화환후훈휘휴흠희"
_OTHER_WORDS = """
강연자 강원도 강의자 강화도 고도화 고용인 공무원 공연자 공인인 공헌자 구도심 구민의 구성원 구의원 국민의 기자재 남대문 노동자 도민의 도서관 도시의
도의원 마을의 문화원 문화인 민원인 서기관 서대문 선도자 설계자 소상인 소재지 신고자 신도심 신청자 신한은 안전관 어린이 여의도 연수원 연장자 원도심
원주민 유권자 유치원 유치인 이사관 이용자 이주민 임대인 전라도 전문인 전시관 정교수 정보원 정보화 정치인 제주도 조교수 조사원 조정관 조정원 주교수
주도자 주무관 주민의 주재원 지도관 지도자 지원자 지휘관 진도민 진흥원 표준화 하나은 하수도 한국인 한의원 현대화 현지인 홍보관
"""
NO_NAMES = frozenset(_OTHER_WORDS.split())
# Each begins with a letter and not with a condition, so that a search goes straight to the next first letter.
_TITLES = (
    "주무관|사무관|서기관|이사관|연구관|지도관|주사보|주사|서기|팀장|과장|국장|실장|부장|차장(?<!주차장)|계장|소장|센터장|본부장|지부장|지회장|"
    "단장|부단장|간사|총무|회장|부회장|위원장|부위원장|위원|이장|부녀회장|반장|동장|면장|읍장|군수|구청장|도지사|시의원|구의원|도의원|군의원|의원|"
    "대표이사|대표|이사장|원장|관장|학장|총장|교장|교감|교수|박사|변호사|회계사|노무사|건축사|기술사|연구위원|선임연구원|책임연구원|수석연구원|연구원|"
    "매니저|코디네이터|강사|활동가|전무|상무|사장|선생님|선생|씨|님"
)  # fmt: skip
_NAME = f"(?:[{_SURNAMES}][{_FIRST}][{_LAST}]|[{_SURNAMES}]길동|(?:{_LONG_SURNAMES})[{_FIRST}]?[{_LAST}])"
_BETWEEN = r"[ \t]*(?:[:(/·-][ \t]*)?"
# A particle may follow, another syllable makes a longer word.
_END = "(?=씨|님|(?:께서|에게|이|가|은|는|을|를|과|와|의)?(?![가-힣]))"
_NAME_FIRST = re.compile(rf"(?<![가-힣])(?P<name>{_NAME}){_BETWEEN}(?P<title>{_TITLES}){_END}")
_TITLE_FIRST = re.compile(rf"(?P<title>{_TITLES})(?:[ \t]+|[ \t]*[:(/·-][ \t]*)(?P<name>{_NAME}){_END}")
_TITLE = re.compile(_TITLES)
# For the form on the site, as in personal.py.
PATTERNS: Mapping[str, re.Pattern[str]] = {"nameFirst": _NAME_FIRST, "titleFirst": _TITLE_FIRST}
# What follows a name and never precedes one.
ONLY_AFTER = frozenset({"씨", "님", "선생님", "선생"})


def find_names(text: str) -> Iterator[str]:
    """Yield each name that stands beside a rank or a role, masked: '홍○○ 교수'."""
    if not _TITLE.search(text):
        return
    for found in _NAME_FIRST.finditer(text):
        if found["name"] not in NO_NAMES:
            yield f"{found['name'][0]}○○ {found['title']}"
    for found in _TITLE_FIRST.finditer(text):
        if found["name"] not in NO_NAMES and found["title"] not in ONLY_AFTER:
            yield f"{found['title']} {found['name'][0]}○○"
