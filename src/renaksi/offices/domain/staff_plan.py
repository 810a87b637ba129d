"""What a list of staff would change: everything decided before anything is written, from rows read once.

A line names a person by NIP, else by name among those who serve. An empty cell changes nothing; who is not in the list stays.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words, fold
from renaksi.offices.domain.staff import nip_taken
from renaksi.offices.domain.staff_facts import PersonFacts, PostFacts, day_faults, person_faults, post_faults
from renaksi.offices.domain.staff_spans import lies_within, span_words
from renaksi.offices.models import Dated, Membership, Office, Person, PersonKind, Post, PostKind, Tenure
from renaksi.offices.sheet_rows import RowProblem
from renaksi.offices.staff_sheet import StaffLine, title_of

_DAY = timedelta(days=1)


@dataclass(slots=True)
class StaffChange:
    """What a line does: to a person (``before`` None = new) and to a post they hold; rows that are not saved yet."""

    line: int
    person: Person
    before: PersonFacts | None
    after: PersonFacts
    post: Post | None = None
    is_new_post: bool = False
    tenure: Tenure | None = None  # a new one
    left: list[Tenure] = field(default_factory=list)
    mended: list[Post | Tenure] = field(default_factory=list)

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_same(self) -> bool:
        """Whether the line changes nothing."""
        return self.before == self.after and not (self.is_new_post or self.tenure or self.mended)

    def words(self) -> list[str]:
        """What changes, in short sentences for the one who decides."""
        old = self.before.words() if self.before else {}
        told = [
            f"{name}: {old[name] or 'kosong'} → {words}"
            for name, words in self.after.words().items()
            if self.before and old[name] != words
        ]
        if self.tenure and self.post:
            acting = " sebagai pelaksana tugas" if self.tenure.is_acting else ""
            new = " (jabatan baru)" if self.is_new_post else ""
            told.append(f"menjabat {self.post.title}{new}{acting} {span_words(self.tenure.since, None)}")
        told += [f"meninggalkan {tenure.post.title}" for tenure in self.left]
        return told + ["keterangan jabatan diperbarui"] * bool(self.mended)


@dataclass(slots=True)
class StaffPlan:
    """All a list would change, and every problem; with a problem nothing is written. ``unnamed``: who serves and is not in it."""

    changes: list[StaffChange] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    unnamed: int = 0


def plan_staff(lines: Sequence[StaffLine], *, office: Office, on: date) -> StaffPlan:
    """Weighs the lines against what is recorded on the day; five queries, whatever the number of lines."""
    planner = _Planner(lines, office, on)
    for line in lines:
        planner.take(line)
    named = {id(change.person) for change in planner.plan.changes}
    planner.plan.unnamed = sum(one.holds_on(on) and id(one) not in named for one in planner.rows.persons)
    return planner.plan


class _Rows:
    """The office's rows in memory, found by what a list names them by; rows that are not saved yet stand beside the others."""

    def __init__(self, office: Office, on: date) -> None:
        self.persons: list[Person] = []
        self.by_nip: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.by_title: dict[str, list[Post]] = defaultdict(list)
        self._of_person: dict[int, list[Tenure]] = defaultdict(list)  # by identity: new rows have no key
        self._of_post: dict[int, list[Tenure]] = defaultdict(list)
        for person in Person.objects.filter(office=office).select_related("user"):
            self.add_person(person)
        for post in Post.objects.not_over(on).filter(office=office):
            self.add_post(post)
        self._add_tenures(office)

    def add_person(self, person: Person) -> None:
        """Takes in a person."""
        self.persons.append(person)
        self.by_nip[person.nip].append(person)
        self.by_name[fold(person.name)].append(person)

    def add_post(self, post: Post) -> None:
        """Takes in a post."""
        self.by_title[fold(post.title)].append(post)

    def add_tenure(self, tenure: Tenure) -> None:
        """Takes in a tenure of a person and a post that were taken in."""
        self._of_person[id(tenure.person)].append(tenure)
        self._of_post[id(tenure.post)].append(tenure)

    def tenures_of(self, person: Person) -> list[Tenure]:
        """Every tenure of the person."""
        return self._of_person[id(person)]

    def tenures_in(self, post: Post) -> list[Tenure]:
        """Every tenure of the post."""
        return self._of_post[id(post)]

    def _add_tenures(self, office: Office) -> None:
        """Tied to the very rows of persons and posts that are held here."""
        person_of = {one.pk: one for one in self.persons}
        post_of = {one.pk: one for posts in self.by_title.values() for one in posts}
        for tenure in Tenure.objects.filter(post__office=office).select_related("post"):
            tenure.person = person_of[tenure.person_id]
            tenure.post = post_of.get(tenure.post_id, tenure.post)
            self.add_tenure(tenure)


class _Planner:
    """What becomes of the rows, line by line."""

    def __init__(self, lines: Sequence[StaffLine], office: Office, on: date) -> None:
        self.office, self.on, self.plan, self.rows = office, on, StaffPlan(), _Rows(office, on)
        nips = {line.nip for line in lines if line.nip}
        others = Person.objects.filter(nip__in=nips).exclude(office=office) if nips else ()
        self.elsewhere: dict[str, list[Person]] = defaultdict(list)
        for other in others:
            self.elsewhere[other.nip].append(other)
        names = {line.username for line in lines if line.username}
        users = User.objects.filter(username__in=names, pk__in=Membership.objects.filter(office=office).values("user"))
        self.users = {user.username: user for user in users} if names else {}
        self.seen: dict[int, StaffChange] = {}  # by the person's identity

    def take(self, line: StaffLine) -> None:
        """Plans one line, or tells what is wrong with it."""
        try:
            change = self._person(line)
            if line.post:
                self._post(line, change)
            self.plan.changes.append(change)
        except Refused as fault:
            self._tell(line, [fault])

    def _tell(self, line: StaffLine, faults: Iterable[Refused]) -> None:
        for fault in faults:
            value = str(getattr(line, fault.field, "") or "")
            self.plan.problems.append(RowProblem(line.line, title_of(fault.field), value, fault.text))

    def _person(self, line: StaffLine) -> StaffChange:
        person = self._known(line)
        before = PersonFacts.of(person) if person else None
        after = self._facts(line, before)
        first = self.seen.get(id(person)) if person else None
        if first:
            _refuse_second(line, after, first)
            return StaffChange(line.line, first.person, first.after, after)
        faults = person_faults(after) + self._objections(after, person)
        if faults:
            self._tell(line, faults[:-1])
            raise faults[-1]
        if person is None:
            person = Person(office=self.office)
            after.set_on(person)
            self.rows.add_person(person)
        after.set_on(person)
        self.seen[id(person)] = StaffChange(line.line, person, before, after)
        return StaffChange(line.line, person, before, after)

    def _known(self, line: StaffLine) -> Person | None:
        """The person the line names; None = someone new. Raises Refused where it could be two, or one who has left."""
        if line.nip and (found := self.rows.by_nip.get(line.nip)):
            return _serving_one(found, self.on)
        named = self.rows.by_name.get(fold(line.name), [])
        same = [person for person in named if _not_over(person, self.on) and not (line.nip and person.nip)]
        if len(same) > 1:
            told = f"Ada {len(same)} orang bernama {line.name}; isi NIP, atau ubah lewat halamannya."
            raise Refused(told, code="offices.two_of_a_name", field="name")
        return same[0] if same else None

    def _facts(self, line: StaffLine, before: PersonFacts | None) -> PersonFacts:
        """The line over what stands: an empty cell takes nothing away."""
        user = self.users.get(line.username)
        if line.username and user is None:
            told = f"Tidak ada pengguna bernama {line.username} di {self.office.name}."
            raise Refused(told, code="offices.not_a_member", field="username")
        old = before or PersonFacts(line.name, line.kind)
        return PersonFacts(
            line.name, line.kind, line.nip or old.nip, line.rank or old.rank, line.unit or old.unit,
            line.since or old.since, user or old.user,
        ).tidied()  # fmt: skip

    def _objections(self, facts: PersonFacts, person: Person | None) -> list[Refused]:
        faults = []
        if facts.nip and any(_not_over(other, facts.since) for other in self.elsewhere[facts.nip]):
            faults.append(nip_taken(None))
        taken = [other for other in self.rows.persons if other.user == facts.user] if facts.user else []
        if holder := next((one for one in taken if one is not person and _not_over(one, facts.since)), None):
            told = f"Akun {facts.user} sudah dipakai untuk {holder}."
            faults.append(Refused(told, code="offices.user_taken", field="username"))
        own = self.rows.tenures_of(person) if person else []
        if facts.since and any(tenure.since is None or tenure.since < facts.since for tenure in own):
            told = "Ia sudah menjabat sebelum tanggal itu; sesuaikan tanggalnya."
            faults.append(Refused(told, code="offices.tenure_earlier", field="since"))
        return faults

    def _post(self, line: StaffLine, change: StaffChange) -> None:
        seats = [post for post in self.rows.by_title[fold(line.post)] if _is_seat(post, change.after.unit)]
        own = [tenure for tenure in self.rows.tenures_of(change.person) if _not_over(tenure, self.on)]
        held = next((tenure for tenure in own if tenure.post in seats and tenure.is_acting == line.acting), None)
        if held:
            change.post = held.post
            self._mend_tenure(line, held, change)
        else:
            change.tenure = self._appointed(line, change, seats, own)
            self.rows.add_tenure(change.tenure)
        self._mend_post(line, change)

    def _appointed(self, line: StaffLine, change: StaffChange, seats: list[Post], own: list[Tenure]) -> Tenure:
        since = line.held_since or change.after.since
        vacant = seats if line.acting else [post for post in seats if not self._holder(post, since)]
        if vacant:
            post = vacant[0]
        elif seats and seats[0].kind == PostKind.STRUCTURAL:
            holder = self._holder(seats[0], since)
            told = f"Jabatan ini dipegang {holder.person if holder else ''}; akhiri jabatannya lebih dahulu."
            raise Refused(told, code="offices.post_held", field="post")
        else:
            post, change.is_new_post = self._new_post(line, change), True
        change.post = post
        tenure = Tenure(
            person=change.person, post=post, since=since, until=change.person.until, is_acting=line.acting,
            decree_number=line.decree_number, decree_on=line.decree_on,
        )  # fmt: skip
        _refuse_days(tenure)
        if not line.acting:
            change.left = _leave([other for other in own if not other.is_acting], line)
        return tenure

    def _holder(self, post: Post, since: date | None) -> Tenure | None:
        held = self.rows.tenures_in(post)
        return next((tenure for tenure in held if not tenure.is_acting and _not_over(tenure, since)), None)

    def _new_post(self, line: StaffLine, change: StaffChange) -> Post:
        kind = line.post_kind or _likely_kind(line)
        facts = PostFacts(line.post, kind, change.after.unit, line.echelon, line.lhkpn == "ya").tidied()
        _raise_first(post_faults(facts), title="post", kind="post_kind")
        post = Post(office=self.office)
        facts.set_on(post)
        self.rows.add_post(post)
        return post

    def _mend_post(self, line: StaffLine, change: StaffChange) -> None:
        """What the line says anew of a post that is there."""
        post = change.post
        if post is None or change.is_new_post:
            return
        old = PostFacts.of(post)
        new = replace(
            old, kind=line.post_kind or old.kind, echelon=line.echelon or old.echelon,
            must_file_lhkpn=line.lhkpn == "ya" if line.lhkpn else old.must_file_lhkpn,
        )  # fmt: skip
        if new != old:
            _raise_first(post_faults(new), title="post", kind="post_kind")
            new.set_on(post)
            change.mended.append(post)

    def _mend_tenure(self, line: StaffLine, tenure: Tenure, change: StaffChange) -> None:
        said = {"since": line.held_since, "decree_number": line.decree_number, "decree_on": line.decree_on}
        new = {name: value for name, value in said.items() if value and value != getattr(tenure, name)}
        if new:
            for name, value in new.items():
                setattr(tenure, name, value)
            _refuse_days(tenure)
            change.mended.append(tenure)


def _serving_one(found: Sequence[Person], on: date) -> Person:
    for person in found:
        if _not_over(person, on):
            return person
    last = found[-1]
    ended = f" per {date_words(last.until)}" if last.until else ""
    told = f"{last} sudah berhenti{ended}; pulihkan di halamannya, atau hapus baris ini."
    raise Refused(told, code="offices.person_ended", field="nip")


def _refuse_second(line: StaffLine, after: PersonFacts, first: StaffChange) -> None:
    """A person may stand on several lines, one for each post they hold, if every line says the same of them."""
    if not line.post:
        raise Refused(f"Sama dengan baris {first.line}.", code="offices.twice_in_list", field="name")
    if after != first.after:
        told = f"Isian orang ini berbeda dari baris {first.line}; samakan."
        raise Refused(told, code="offices.twice_in_list", field="name")


def _is_seat(post: Post, unit: str) -> bool:
    """Whether the line may mean this post of its title: the same part of the office, where both name one."""
    return not (post.unit and unit) or fold(post.unit) == fold(unit)


def _not_over(row: Dated, day: date | None) -> bool:
    """Whether the row is not over on the day; None = a day before all others."""
    return row.until is None or day is None or row.until >= day


def _likely_kind(line: StaffLine) -> str:
    if line.kind == PersonKind.MEMBER:
        return PostKind.COMMISSIONER
    return PostKind.STRUCTURAL if line.echelon else PostKind.EXECUTIVE


def _leave(held: list[Tenure], line: StaffLine) -> list[Tenure]:
    """The definitive posts left for the new one, ended the day before it. Raises Refused where its first day is not told."""
    for tenure in held:
        if line.held_since is None or (tenure.since and tenure.since >= line.held_since):
            told = f"Ia masih memegang jabatan {tenure.post}; isi sejak kapan menjabat yang baru."
            raise Refused(told, code="offices.holds_other_post", field="held_since")
    for tenure in held:
        tenure.until = line.held_since - _DAY if line.held_since else None
    return held


def _refuse_days(tenure: Tenure) -> None:
    for outer, who in ((tenure.person, "Ia bertugas"), (tenure.post, "Jabatan itu ada")):
        if not lies_within(tenure.since, tenure.until or outer.until, outer):
            told = f"{who} {span_words(outer.since, outer.until)}; sesuaikan tanggalnya."
            raise Refused(told, code="offices.outside_span", field="held_since")
    _raise_first(day_faults(since=tenure.since, decree_on=tenure.decree_on), since="held_since")


def _raise_first(faults: list[Refused], **columns: str) -> None:
    """Raises the first fault, at the list's column where the post's or tenure's own field has another name there."""
    if faults:
        fault = faults[0]
        raise Refused(fault.text, code=fault.code, field=columns.get(fault.field, fault.field))
