"""Every rule that a record is checked by, in the order of the reference page.

A rule is a module: its docstring is its public page in Korean (page.py reads it), ``CODE`` its name for ever,
``SEVERITY`` or ``SEVERITIES`` how serious it is. One of ``check_record(record, programme)`` and
``check_library(cards, programme)`` yields its findings; a module without either is the page of what the reader, the
model or the folders report. A rule with ``WORDS``, its sentences, runs in the form on the site too (form-rules.js).

Rules are pure and never ask what day it is: what depends on it is a Finding with ``since`` or ``until``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from generator.diagnostics import Finding
from generator.records.card import Card
from generator.records.programme import Programme
from generator.records.record import Record
from generator.records.rules import (
    account_number,
    ambiguous_municipality,
    anchor,
    award_in_process,
    bad_date,
    bad_flag,
    bad_folder_name,
    bad_id,
    bad_licence,
    bad_number,
    bad_url,
    card_number,
    city_district,
    control_character,
    dates_out_of_order,
    direction_character,
    duplicate_deliverable_id,
    duplicate_key,
    duplicate_source_id,
    effect_without_baseline,
    empty_file,
    encoding,
    fact_without_source,
    file_link_outside,
    file_name_case,
    file_outside,
    file_size,
    file_type,
    flattened_list,
    free_mail,
    future_date,
    guidebook_title,
    incomplete_team,
    late_baseline,
    lineage_circle,
    mail_address,
    measured_without_method,
    misnamed_key,
    missing_file,
    missing_key,
    missing_origin,
    mobile_number,
    municipality_of_other_year,
    news_step,
    not_nfc,
    outcome_without_value,
    percent_out_of_range,
    person_name,
    personal_number,
    picture_trace,
    picture_without_alt,
    planned_date_passed,
    planned_with_readings,
    project_without_record,
    raw_html,
    reason_without_stop,
    record_without_source,
    repeated_metric,
    repeated_project,
    same_name_but_case,
    several_documents,
    spent_above_amount,
    stale_status,
    stale_verification,
    start_after_end,
    starts_before_origin,
    stopped_without_lesson,
    stopped_without_reason,
    submitted_without_owner,
    superlative,
    syntax,
    tab,
    tag,
    text_length,
    too_deep,
    too_large,
    topic_count,
    total_line,
    unknown_key,
    unknown_municipality,
    unknown_project,
    unknown_reference,
    unknown_source,
    unknown_value,
    unlikely_amount,
    unreadable,
    unrevised_part,
    unused_file,
    unused_source,
    wrong_shape,
)

RULES: tuple[ModuleType, ...] = (
    # 파일을 읽을 수 있는지
    project_without_record,
    bad_folder_name,
    same_name_but_case,
    empty_file,
    too_large,
    encoding,
    unreadable,
    not_nfc,
    control_character,
    tab,
    syntax,
    too_deep,
    anchor,
    tag,
    several_documents,
    duplicate_key,
    # 항목과 값의 꼴
    wrong_shape,
    unknown_key,
    missing_key,
    unknown_value,
    text_length,
    bad_number,
    bad_date,
    bad_flag,
    bad_url,
    bad_id,
    bad_licence,
    file_outside,
    misnamed_key,
    # 출처
    record_without_source,
    unknown_source,
    duplicate_source_id,
    fact_without_source,
    unused_source,
    # 가리키는 것
    unknown_reference,
    unknown_project,
    missing_origin,
    lineage_circle,
    starts_before_origin,
    unrevised_part,
    repeated_project,
    topic_count,
    # 지자체
    unknown_municipality,
    ambiguous_municipality,
    city_district,
    municipality_of_other_year,
    # 스스로해결단과 담당
    incomplete_team,
    submitted_without_owner,
    # 때
    start_after_end,
    dates_out_of_order,
    future_date,
    planned_date_passed,
    stale_status,
    stale_verification,
    # 성과
    planned_with_readings,
    measured_without_method,
    effect_without_baseline,
    late_baseline,
    percent_out_of_range,
    repeated_metric,
    outcome_without_value,
    # 돈
    unlikely_amount,
    total_line,
    spent_above_amount,
    # 운영 상태
    stopped_without_reason,
    stopped_without_lesson,
    reason_without_stop,
    # 파일
    missing_file,
    file_link_outside,
    file_type,
    file_size,
    file_name_case,
    picture_without_alt,
    unused_file,
    duplicate_deliverable_id,
    # 개인정보
    personal_number,
    mobile_number,
    card_number,
    account_number,
    free_mail,
    mail_address,
    person_name,
    picture_trace,
    # 글
    direction_character,
    raw_html,
    guidebook_title,
    flattened_list,
    superlative,
    news_step,
    award_in_process,
)


def record_rules() -> tuple[ModuleType, ...]:
    """Return the rules that look at one record."""
    return tuple(rule for rule in RULES if hasattr(rule, "check_record"))


def library_rules() -> tuple[ModuleType, ...]:
    """Return the rules that look at all records together."""
    return tuple(rule for rule in RULES if hasattr(rule, "check_library"))


_CHECKS_OF_RECORD = tuple(rule.check_record for rule in record_rules())
_CHECKS_OF_LIBRARY = tuple(rule.check_library for rule in library_rules())


def check_record(record: Record, programme: Programme) -> list[Finding]:
    """Return what the rules find in one record, in the order of the rules."""
    return [finding for check in _CHECKS_OF_RECORD for finding in check(record, programme)]


def check_library(cards: Mapping[str, Card], programme: Programme) -> list[Finding]:
    """Return what the rules find in all records together, in the order of the rules."""
    return [finding for check in _CHECKS_OF_LIBRARY for finding in check(cards, programme)]
