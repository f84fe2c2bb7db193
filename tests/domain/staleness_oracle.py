"""What section 2 of the design says of a project, read word by word and without regard to speed.

Written apart from the code and on purpose unlike it: the table of kinds is typed again, months are counted one by one,
and everything is told on the day itself. Only events, checks and editions are taken from the package.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ratingctl.domain.model import Check, Edition, Event, StaleLimits

KINDS = {
    name: tuple(cells)
    for line in """
    visit talks exhibition                             | effort  | announced | no  | no
    statement memorandum                               | effort  | announced | no  | yes
    agreement ceremony                                 | effort  | announced | yes | yes
    contract permit                                    | effort  | committed | yes | yes
    construction_start trial_delivery progress         | result  | underway  | yes | yes
    delivery commissioning logistics_link expansion    | result  | delivered | yes | no
    operation                                          | result  | delivered | yes | no
    indicator                                          | result  | -         | yes | no
    delay                                              | setback | -         | new | yes
    stall dispute                                      | setback | -         | no  | yes
    scope_cut                                          | setback | -         | yes | yes
    suspension                                         | setback | suspended | yes | yes
    cancellation                                       | setback | cancelled | yes | yes
    relocation                                         | setback | relocated | yes | yes
    closure                                            | setback | ceased    | yes | yes
    mention correction                                 | neutral | -         | no  | no
    """.strip().splitlines()
    for names, *cells in [[cell.strip() for cell in line.split("|")]]
    for name in names.split()
}
STAGES = ["announced", "committed", "underway", "delivered"]
FINAL = ["cancelled", "relocated", "ceased"]
DELIVERS = ["delivery", "commissioning", "logistics_link", "expansion"]


@dataclass
class Verdict:
    """What the design says of one project."""

    status: str
    inferred: bool
    is_open: bool
    last_news: date
    months: int
    exact: bool
    due: str | None
    start_due: str | None
    reasons: list[str]
    hidden: list[str]
    done: bool


def months(a: date, b: date) -> int:
    """The largest n with a + n months <= b."""
    n = 0
    while plus(a, n + 1) <= b:
        n += 1
    return n


def plus(day: date, n: int) -> date:
    year, month = day.year, day.month
    for _ in range(n):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


class Oracle:
    """The design's answers for one region.

    Args:
        chain: The edition under review and its predecessors, the first one first.
        events: The region's events in these editions.
        checks: The region's checks, each with its edition's id, in the order of the files.
    """

    def __init__(
        self, chain: Sequence[Edition], events: Sequence[Event], checks: Sequence[tuple[str, Check]], t: date
    ) -> None:
        self.t = t
        self.edition = chain[-1]
        self.editions = {edition.id: edition for edition in chain}
        self.events = {event.id: event for event in events if event.edition in self.editions and self.is_seen(event)}
        self.checks = [(edition, check) for edition, check in checks if edition in self.editions]

    def is_seen(self, event: Event) -> bool:
        earliest = event.date.earliest if event.date else self.editions[event.edition].period.earliest
        return earliest is None or earliest <= self.t

    def parents(self, event: Event) -> list[Event]:
        return [self.events[old] for old in event.follows if old in self.events]

    def reaches(self, event: Event, root: Event) -> bool:
        return event.id == root.id or any(self.reaches(parent, root) for parent in self.parents(event))

    def has_no_day(self, event: Event) -> bool:
        edition = self.editions[event.edition]
        running = edition.state == "draft" and self.t < (edition.period.latest or edition.cutoff)
        return event.date is None and running and bool(self.parents(event))

    def own_day(self, event: Event) -> date:
        if self.has_no_day(event):
            return date.min
        if event.date:
            return min(event.date.latest or self.t, self.t)
        edition = self.editions[event.edition]
        return min(edition.period.latest or edition.cutoff, self.t)

    def day(self, event: Event) -> date:
        return max([self.own_day(event), *(self.day(parent) for parent in self.parents(event))])

    def depth(self, event: Event) -> int:
        return max((1 + self.depth(parent) for parent in self.parents(event)), default=0)

    def is_known_to_the_month(self, event: Event) -> bool:
        when = event.date
        own = self.own_day(event) == self.day(event)
        if own and when and when.earliest and when.latest and f"{when.earliest:%Y-%m}" == f"{when.latest:%Y-%m}":
            return True
        return any(
            self.is_known_to_the_month(parent) for parent in self.parents(event) if self.day(parent) == self.day(event)
        )

    def verdicts(self, limits: StaleLimits) -> dict[str, Verdict]:
        roots = [event for event in self.events.values() if not self.parents(event)]
        return {root.id: self.verdict(root, limits) for root in roots}

    def verdict(self, root: Event, limits: StaleLimits) -> Verdict:  # noqa: C901  (the page of the design, in its order)
        t = self.t
        story = [event for event in self.events.values() if self.reaches(event, root)]
        story.sort(key=lambda event: (self.day(event), self.depth(event), event.id))

        stage, halt = 0, ""
        for event in story:
            if self.has_no_day(event):
                continue
            kind_class, reached, _, _ = KINDS[event.kind]
            if reached in STAGES:
                stage = max(stage, STAGES.index(reached))
            elif reached != "-":
                halt = reached
            if kind_class == "result":
                halt = ""

        news = []
        for n, event in enumerate(story):
            before = story[:n]
            flag = KINDS[event.kind][2]
            is_news = flag == "yes" or (
                flag == "new"
                and any(
                    getattr(event, key)
                    and [(d.earliest, d.latest) for d in [getattr(event, key)]]
                    != [(d.earliest, d.latest) for d in [getattr(e, key) for e in before if getattr(e, key)][-1:]]
                    for key in ("due", "start_due")
                )
            )
            if event is root or (is_news and not self.has_no_day(event)):
                news.append(event)
        last_news = max(self.day(event) for event in news)
        silence = months(last_news, t)
        exact = any(self.is_known_to_the_month(event) for event in news if self.day(event) == last_news)

        delivering = [n for n, event in enumerate(story) if event.kind in DELIVERS and not self.has_no_day(event)]
        rest = story[delivering[-1] + 1 :] if delivering else story
        promised_later = any(
            event.due or event.start_due or (KINDS[event.kind][3] == "yes" and KINDS[event.kind][0] != "setback")
            for event in rest
        )
        is_open = halt not in FINAL and (stage < 3 or promised_later)
        due = [event.due for event in rest if event.due][-1:]
        start_due = [event.start_due for event in rest if event.start_due][-1:]
        breaches = [d.latest for d in due if is_open and d.latest and d.latest < t]
        breaches += [d.latest for d in start_due if is_open and stage < 2 and d.latest and d.latest < t]

        ids = [event.id for event in story]
        counts_until = date.max if t == self.edition.cutoff else t
        checks = [
            (min(check.date.latest or t, t), check.date.latest or counts_until, n, edition, check)
            for n, (edition, check) in enumerate(self.checks)
            if check.event in ids and (check.date.earliest is None or check.date.earliest <= counts_until)
        ]
        # One region's checks are told edition by edition; of one day the later one in that order is the last.
        order: list[str] = list(self.editions)
        checks.sort(key=lambda row: (min(row[1], counts_until), order.index(row[3]), row[2]))
        here = [row for row in checks if row[3] == self.edition.id]
        last = here[-1] if here else None

        reasons = []
        if breaches:
            reasons.append("overdue")
        dues = [event.due.latest or date.max for event in story if event.due]
        if any(later > before for before, later in pairwise(dues)):
            reasons.append("slipped")
        after_news = story[story.index(news[-1]) + 1 :]
        if is_open and any(event.kind in ("stall", "dispute", "delay") for event in after_news):
            reasons.append("stalled")
        if is_open and silence >= (limits.silent_underway if stage == 2 else limits.silent):
            reasons.append("silent")
        if is_open and silence >= limits.inferred_suspended:
            reasons.append("inferred_suspended")
        if is_open and silence >= limits.inferred_cancelled:
            reasons.append("inferred_cancelled")
        if last and last[4].found == "nothing" and not any(self.day(event) > last[0] for event in news):
            reasons.append("no_updates")
        if last and last[4].found == "news" and all(event.edition != self.edition.id for event in story):
            reasons.append("news_not_logged")
        news_here = [event for event in news if event.edition == self.edition.id]
        if is_open and not news_here and not here:
            reasons.append("not_checked")
        if stage == 3 and not is_open and halt not in FINAL:
            last_day = max(self.day(event) for event in story)
            if months(last_day, t) >= limits.unconfirmed:
                reasons.append("unconfirmed")
        is_followed = any(event.due or event.start_due or KINDS[event.kind][3] == "yes" for event in story)
        if not (is_followed or here):
            reasons = []

        def came_since(day: date) -> bool:
            """A deadline was breached, or a limit of inference reached."""
            then = months(last_news, day) if day >= last_news else -1
            reached = [n for n in (limits.inferred_suspended, limits.inferred_cancelled) if then < n <= silence]
            return any(breach >= day for breach in breaches) or (is_open and bool(reached))

        starts = [event.date.earliest for event in story if event.date and event.date.earliest]
        is_hidden = any(
            check.until
            and (check.until.latest or date.max) > t
            and not came_since(day)
            and not any(start > day for start in starts)
            for day, _, _, _, check in checks
        )
        hidden = [r for r in reasons if is_hidden and r in ("silent", "stalled", "no_updates", "not_checked")]

        looks = [row[0] for row in here] + [self.day(event) for event in news_here]
        done = bool(looks) and "news_not_logged" not in reasons and not came_since(max(looks))
        ends = [check.until.latest for _, _, _, _, check in checks if check.until and check.until.latest]
        done = done and not any(max(looks) < end <= t for end in ends)

        status = halt or STAGES[stage]
        inferred = ""
        if is_open and silence >= limits.inferred_cancelled:
            inferred = "cancelled"
        elif is_open and silence >= limits.inferred_suspended and halt != "suspended":
            inferred = "suspended"
        return Verdict(
            inferred or status,
            bool(inferred),
            is_open,
            last_news,
            silence,
            exact,
            due[0].text if due else None,
            start_due[0].text if start_due else None,
            [reason for reason in reasons if reason not in hidden],
            hidden,
            done,
        )
