"""Help and usage errors in Korean: click's own words are English."""

from __future__ import annotations

import re
from collections.abc import Mapping

import click

from generator.records.wording import final_consonant, nearest

# What click says of words behind the last that a command takes; it has no error of its own for that.
_SUPERFLUOUS = re.compile(r"Got unexpected extra arguments? \((.+)\)", re.DOTALL)


class _KoreanHelp(click.Command):
    """Writes the headings of help in Korean."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="쓰는 법: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [record for parameter in self.get_params(ctx) if (record := parameter.get_help_record(ctx))]
        with formatter.section("옵션"):
            formatter.write_dl(records)
        if isinstance(self, Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "이 도움말을 보이고 끝냅니다."
        return option


class Command(_KoreanHelp):
    """A command whose help is Korean."""


class Group(_KoreanHelp, click.Group):
    """A group that names its commands with what they are for, and loads one only when it is asked for."""

    purposes: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the help."""
        return list(self.purposes)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands without loading them."""
        with formatter.section("명령"):
            formatter.write_dl(list(self.purposes.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say in Korean that there is none."""
        if args and not args[0].startswith("-") and args[0] not in self.purposes:
            guess = nearest(args[0], self.purposes)
            hint = f" 혹시 '{guess}'입니까?" if guess else f" 쓸 수 있는 명령: {', '.join(self.purposes)}"
            raise click.UsageError(f"'{args[0]}' 명령은 없습니다.{hint}", ctx)
        return super().resolve_command(ctx, args)


def explain_usage(problem: click.ClickException) -> str:
    """Return what is wrong with the words of a call and the way to the help; for a call without any, the help."""
    if isinstance(problem, click.exceptions.NoArgsIsHelpError):
        return problem.format_message()
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    command = context.command_path if context else "bonbogi"
    return f"{_sentence(problem)} '{command} --help'로 쓰는 법을 볼 수 있습니다."


def _sentence(problem: click.ClickException) -> str:
    if isinstance(problem, click.NoSuchOption):
        guess = f" 혹시 {' 또는 '.join(problem.possibilities)}입니까?" if problem.possibilities else ""
        return f"'{problem.option_name}' 옵션은 없습니다.{guess}"
    if isinstance(problem, click.BadOptionUsage):
        return f"'{problem.option_name}' 옵션에 값이 빠졌거나 필요 없는 값이 붙었습니다."
    if isinstance(problem, click.MissingParameter):
        return _missing(problem.param)
    if isinstance(problem, click.BadParameter):
        name = problem.param_hint or (problem.param.opts[-1] if problem.param else "")
        return f"'{name}'{final_consonant(str(name), '을', '를')} 쓸 수 없습니다: {_expectation(problem)}"
    superfluous = _SUPERFLUOUS.fullmatch(problem.message)
    if superfluous:
        return f"'{superfluous[1]}'{final_consonant(superfluous[1], '은', '는')} 여기에 쓰지 않는 말입니다."
    return problem.format_message()


def _missing(parameter: click.Parameter | None) -> str:
    """Return what has to be written, by the name that the help has for it, and what it is where that is told."""
    if isinstance(parameter, click.Option):
        name, purpose = parameter.opts[-1], f" {parameter.help}" if parameter.help else ""
    else:
        name, purpose = (parameter.metavar or parameter.name or "") if parameter else "", ""
    return f"'{name}'{final_consonant(name, '이', '가')} 빠졌습니다.{purpose}"


def _expectation(problem: click.BadParameter) -> str:
    kind = problem.param.type if problem.param else None
    if isinstance(kind, click.Choice):
        return f"{', '.join(map(str, kind.choices))} 가운데 하나여야 합니다."
    if isinstance(kind, click.IntRange):
        if kind.max is None:
            return f"{kind.min} 이상의 정수여야 합니다."
        return f"{kind.min}~{kind.max} 안의 정수여야 합니다."
    return problem.message
