"""Sums of money that several projects share, counted once."""

from __future__ import annotations

from collections.abc import Iterable

from generator.records.card import Card, Fund


def count_once(cards: Iterable[Card]) -> list[tuple[frozenset[str], Fund]]:
    """Return every sum once, with the projects that it is for, in the order of ids.

    Two projects tell of the same sum when purse, year and amount are equal and one of them names the other in
    ``shared_with``. Equal sums within one project are two payments, and equal sums of projects that do not name each
    other are two sums.
    """
    found: list[tuple[set[str], set[str], Fund]] = []  # whom it is for, who told of it, the sum
    alike: dict[tuple[str, int, int], list[int]] = {}  # purse, year, amount -> places in `found`
    for card in sorted(cards, key=lambda card: card.id):
        for fund in card.funds:
            members = {card.id, *fund.shared_with}
            same = alike.setdefault(fund[:3], [])
            for place in same:
                its_members, tellers, _ = found[place]
                if card.id not in tellers and (card.id in its_members or not members.isdisjoint(tellers)):
                    its_members |= members
                    tellers.add(card.id)
                    break
            else:
                same.append(len(found))
                found.append((members, {card.id}, fund))
    return [(frozenset(members), fund) for members, _, fund in found]
