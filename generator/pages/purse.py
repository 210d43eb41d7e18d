"""Sums of money that several projects share, counted once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from generator.records.card import Card, Fund


def count_once(cards: Iterable[Card]) -> list[tuple[frozenset[str], Fund]]:
    """Return every sum once, with the projects that it is for, in the order of ids.

    Two projects tell of the same sum when purse, year and amount are equal and one of them names the other in
    ``shared_with``. Equal sums within one project are two payments, and equal sums of projects that do not name each
    other are two sums.
    """
    cards = sorted(cards, key=lambda card: card.id)
    shared = [(card.id, *fund.shared_with) for card in cards for fund in card.funds if fund.shared_with]
    sharing = frozenset(chain.from_iterable(shared))
    found: list[tuple[set[str], set[str], Fund]] = []  # whom it is for, who told of it, the sum
    # (purse, year, amount, project) -> places in `found` of sums like it that are for the project, or that it told of
    meant: dict[tuple[str, int, int, str], list[int]] = {}
    told: dict[tuple[str, int, int, str], list[int]] = {}
    for card in cards:
        if card.id not in sharing:
            found += [({card.id}, {card.id}, fund) for fund in card.funds]
            continue
        for fund in card.funds:
            alike = fund[:3]
            mine = (*alike, card.id)
            places = set(meant.get(mine, ())).union(*(told.get((*alike, other), ()) for other in fund.shared_with))
            place = min(places.difference(told.get(mine, ())), default=len(found))
            if place == len(found):
                found.append((set(), set(), fund))
            members, tellers, _ = found[place]
            for other in {card.id, *fund.shared_with} - members:
                members.add(other)
                meant.setdefault((*alike, other), []).append(place)
            tellers.add(card.id)
            told.setdefault(mine, []).append(place)
    return [(frozenset(members), fund) for members, _, fund in found]
