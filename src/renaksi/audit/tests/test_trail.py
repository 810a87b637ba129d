"""The trail: written with its deed, never changed, broken links found."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.db.utils import IntegrityError

from renaksi.audit.append_only import missing_triggers
from renaksi.audit.domain.record import COMMAND_LINE, SYSTEM, Actor, event_hash, record
from renaksi.audit.domain.verify import compare_heads, heads_kept, verify_chains
from renaksi.audit.models import AuditChain, AuditEvent
from renaksi.audit.tests.guards import triggers_aside

ACTOR = Actor("Sri Teladan", "7")


def write(chain: str = "office:1", count: int = 1, **fields) -> list[AuditEvent]:
    with transaction.atomic():
        return [
            record(chain=chain, by=ACTOR, what="plan.adopted", object_label=f"rencana {n}", details={"n": n}, **fields)
            for n in range(count)
        ]


@pytest.mark.django_db
def test_events_are_numbered_and_linked_within_their_own_chain():
    first, second = write("office:1", 2)
    (other,) = write("office:2")
    assert (first.number, second.number, other.number) == (1, 2, 1)
    assert (first.previous, second.previous, other.previous) == ("", first.hash, "")
    assert (
        AuditChain.objects.get(key="office:1").head == second.hash == event_hash(AuditEvent.objects.get(pk=second.pk))
    )


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_its_deed_is_refused():
    with pytest.raises(RuntimeError):
        record(chain="office:1", by=ACTOR, what="plan.adopted", object_label="x")
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_deed_undone_takes_its_event_with_it():
    write(count=1)
    with transaction.atomic():
        record(chain="office:1", by=ACTOR, what="plan.adopted", object_label="x")
        transaction.set_rollback(True)
    write(count=1)
    assert list(AuditEvent.objects.values_list("number", flat=True)) == [1, 2]
    assert verify_chains().broken == []


@pytest.mark.django_db
def test_details_come_back_as_they_were_hashed():
    details = {
        "teks": "Ünïcode “kutip” √ \x00 \ud800",
        "angka": 12345678901234567890,
        "hari": date(2026, 2, 14),
        "daftar": (1, None, True, {"b": 1, "a": 2}),
        3: "kunci angka",
    }
    with transaction.atomic():
        record(chain=SYSTEM, by=COMMAND_LINE, what="x.y", object_label="a\x00b" + "c" * 300, details=details)
    event = AuditEvent.objects.get()
    assert event.details["daftar"] == [1, None, True, {"b": 1, "a": 2}]
    assert (event.details["hari"], event.details["3"]) == ("2026-02-14", "kunci angka")
    assert event.object_label.startswith("abc")
    assert verify_chains().broken == []


@pytest.mark.django_db
def test_a_detail_no_database_keeps_is_refused():
    with pytest.raises(TypeError, match="float"), transaction.atomic():
        record(chain=SYSTEM, by=ACTOR, what="x.y", object_label="x", details={"nilai": 0.1})


# The database itself refuses


def _refused_by_the_database(act) -> None:
    with pytest.raises((IntegrityError, DatabaseError), match="jejak hanya dapat ditambah"), transaction.atomic():
        act()


SQL = {
    "update": "UPDATE audit_auditevent SET actor = 'X'",
    "update of one": "UPDATE audit_auditevent SET hash = '' WHERE number = 2",
    "delete": "DELETE FROM audit_auditevent",
    "chain delete": "DELETE FROM audit_auditchain",
    "chain back": "UPDATE audit_auditchain SET length = length - 1",
    "chain rehashed": "UPDATE audit_auditchain SET head = 'X'",
    "chain renamed": "UPDATE audit_auditchain SET key = 'x', length = length + 1",
}


@pytest.mark.django_db
@pytest.mark.parametrize("sql", SQL.values(), ids=SQL.keys())
def test_the_database_refuses_to_change_the_trail(sql):
    write(count=3)
    before = list(AuditEvent.objects.values()), list(AuditChain.objects.values())
    _refused_by_the_database(lambda: connection.cursor().execute(sql))
    assert (list(AuditEvent.objects.values()), list(AuditChain.objects.values())) == before


@pytest.mark.django_db
def test_the_database_refuses_the_orm_too():
    (event,) = write()
    _refused_by_the_database(lambda: AuditEvent.objects.update(number=F("number") + 1))
    _refused_by_the_database(event.delete)
    _refused_by_the_database(event.save)


@pytest.mark.django_db
def test_the_database_refuses_truncation_or_replacement():
    (event,) = write()
    if connection.vendor == "postgresql":
        _refused_by_the_database(lambda: connection.cursor().execute("TRUNCATE audit_auditevent"))
        _refused_by_the_database(lambda: connection.cursor().execute("TRUNCATE audit_auditchain"))
        connection.cursor().execute("SET LOCAL session_replication_role = replica")
        _refused_by_the_database(lambda: connection.cursor().execute("DELETE FROM audit_auditevent"))
        return
    columns = "id, chain, number, at, actor, actor_id, what, object_label, object_id, details, previous, hash"
    for other in (f"{event.pk}, 'z', 9", "999, 'office:1', 1"):
        values = f"({columns}) VALUES ({other}, '2026-01-01', '', '', '', '', '', '{{}}', '', '')"
        sql = "REPLACE INTO audit_auditevent " + values
        _refused_by_the_database(lambda sql=sql: connection.cursor().execute(sql))
    connection.cursor().execute("REPLACE INTO audit_auditchain (key, length, head) VALUES ('office:1', 0, '')")
    assert AuditChain.objects.get().length == 1


@pytest.mark.django_db(transaction=True)
def test_transactional_tests_see_the_triggers_too():
    assert missing_triggers(connection) == []
    write()
    _refused_by_the_database(lambda: connection.cursor().execute("DELETE FROM audit_auditevent"))


# Verification


@pytest.fixture
def three_chains(db):
    write("office:1", 5)
    write("office:2", 3)
    write(SYSTEM, 4)


def tampered(sql: str):
    """The first broken links after someone who owns the database has run this."""
    with triggers_aside(), connection.cursor() as cursor:
        cursor.execute(sql)
    return [(link.chain, link.number, link.reason) for link in verify_chains().broken]


def test_a_whole_trail_verifies(three_chains):
    report = verify_chains()
    assert (report.chains, report.events, report.broken) == (3, 12, [])


E1 = "UPDATE audit_auditevent SET"
TAMPERING = {
    "actor changed": (f"{E1} actor = 'Orang Lain' WHERE chain = 'office:1' AND number = 3", (3, "changed")),
    "moment changed": (f"{E1} at = '2020-01-01 00:00:00' WHERE chain = 'office:1' AND number = 1", (1, "changed")),
    "details changed": (f"{E1} details = '{{}}' WHERE chain = 'office:1' AND number = 5", (5, "changed")),
    "hash changed": (f"{E1} hash = 'x' WHERE chain = 'office:1' AND number = 2", (2, "changed")),
    "one deleted": ("DELETE FROM audit_auditevent WHERE chain = 'office:1' AND number = 3", (3, "missing")),
    "first deleted": ("DELETE FROM audit_auditevent WHERE chain = 'office:1' AND number = 1", (1, "missing")),
    "end cut off": ("DELETE FROM audit_auditevent WHERE chain = 'office:1' AND number >= 4", (4, "truncated")),
    "all deleted": ("DELETE FROM audit_auditevent WHERE chain = 'office:1'", (1, "truncated")),
    "head turned back": ("UPDATE audit_auditchain SET length = 4 WHERE key = 'office:1'", (5, "beyond")),
    "head rehashed": ("UPDATE audit_auditchain SET head = 'x' WHERE key = 'office:1'", (5, "head")),
    "head deleted": ("DELETE FROM audit_auditchain WHERE key = 'office:1'", (5, "headless")),
    "renumbered": (
        f"{E1} number = number + 1000 WHERE chain = 'office:1' AND number = 2",
        (2, "missing"),
    ),
}


@pytest.mark.parametrize(("sql", "link"), TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_found_at_its_first_link(three_chains, sql, link):
    assert tampered(sql) == [("office:1", *link)]


def test_two_events_swapped_are_found(three_chains):
    with triggers_aside():
        AuditEvent.objects.filter(chain="office:1", number=2).update(number=99)
        AuditEvent.objects.filter(chain="office:1", number=3).update(number=2)
        AuditEvent.objects.filter(chain="office:1", number=99).update(number=3)
    assert [(link.number, link.reason) for link in verify_chains().broken] == [(2, "changed")]


def test_an_event_rewritten_with_a_fitting_hash_breaks_the_next_link(three_chains):
    event = AuditEvent.objects.get(chain="office:1", number=2)
    event.actor = "Orang Lain"
    with triggers_aside():
        AuditEvent.objects.filter(pk=event.pk).update(actor=event.actor, hash=event_hash(event))
    assert [(link.number, link.reason) for link in verify_chains().broken] == [(3, "unlinked")]


def test_each_broken_chain_is_named(three_chains):
    found = tampered("DELETE FROM audit_auditevent WHERE number = 2")
    assert found == [("office:1", 2, "missing"), ("office:2", 2, "missing"), ("system", 2, "missing")]


def test_a_chain_rewritten_whole_is_found_against_kept_heads(three_chains):
    kept = heads_kept()
    with triggers_aside():
        AuditEvent.objects.filter(chain="office:1").delete()
        AuditChain.objects.filter(key="office:1").delete()
    write("office:1", 4)
    assert verify_chains().broken == []
    assert [(link.number, link.reason) for link in compare_heads(kept)] == [(5, "truncated")]
    write("office:1", 4)
    assert [(link.number, link.reason) for link in compare_heads(kept)] == [(5, "changed")]


def test_the_command_ends_with_0_for_a_whole_trail_and_1_for_a_broken_one(three_chains, capsys, tmp_path):
    call_command("audit_verify")
    assert capsys.readouterr().out == "Jejak utuh: 3 rantai, 12 catatan.\n"
    call_command("audit_verify", heads=True)
    kept = tmp_path / "kepala.json"
    kept.write_text(capsys.readouterr().out, "utf-8")
    assert json.loads(kept.read_text("utf-8"))["office:2"][0] == 3
    call_command("audit_verify", against=kept)
    with triggers_aside():
        AuditEvent.objects.filter(chain="office:2", number=2).update(actor="X")
    with pytest.raises(SystemExit) as ended:
        call_command("audit_verify")
    assert ended.value.code == 1
    assert capsys.readouterr().err == "Rantai office:2: isi catatan 2 berubah setelah ditulis.\n"


def test_the_command_tells_of_missing_triggers(three_chains, capsys):
    name = "audit_event_no_update"
    on = "" if connection.vendor == "sqlite" else " ON audit_auditevent"
    connection.cursor().execute(f"DROP TRIGGER {name}{on}")
    with pytest.raises(SystemExit):
        call_command("audit_verify")
    assert name in capsys.readouterr().err


def test_a_hundred_thousand_events_verify_in_time_and_little_memory(db):
    """More than one batch of the walk; how fast it goes is for the benchmarks."""
    previous, events = "", []
    for number in range(1, 20_001):
        event = AuditEvent(
            chain="office:1", number=number, at=record.__globals__["now"](), actor="Sri Teladan", actor_id="7",
            what="plan.adopted", object_label=f"rencana {number}", details={"n": number, "teks": "x" * 80}, previous=previous,
        )  # fmt: skip
        previous = event.hash = event_hash(event)
        events.append(event)
    AuditEvent.objects.bulk_create(events, batch_size=2000)
    AuditChain.objects.create(key="office:1", length=20_000, head=previous)
    report = verify_chains()
    assert (report.events, report.broken) == (20_000, [])


@pytest.mark.django_db(transaction=True)
def test_threads_writing_at_once_leave_no_gap_and_no_double():
    barrier, faults = threading.Barrier(6), []

    def writer(name: int) -> None:
        try:
            barrier.wait()
            for _ in range(15):
                with transaction.atomic():
                    record(chain="office:1", by=Actor(f"penulis {name}"), what="plan.adopted", object_label="x")
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert list(AuditEvent.objects.values_list("number", flat=True)) == list(range(1, 91))
    assert verify_chains().broken == []


WRITER = """
import sys, threading, django
django.setup()
from django.db import connection, transaction
from renaksi.audit.domain.record import Actor, record
barrier, faults = threading.Barrier(3), []
def write(name):
    try:
        barrier.wait()
        for _ in range(15):
            with transaction.atomic():
                record(chain="office:1", by=Actor(name), what="plan.adopted", object_label="x")
    except Exception as fault:
        faults.append(fault)
    connection.close()
threads = [threading.Thread(target=write, args=(f"{sys.argv[1]}-{n}",)) for n in range(3)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
sys.exit(f"{faults}" if faults else 0)
"""


@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite's file")
def test_processes_and_threads_writing_to_one_file_leave_no_gap_and_no_double(tmp_path):
    file = tmp_path / "jejak.sqlite3"
    environment = {**os.environ, "RENAKSI_DATABASE_URL": f"sqlite:///{file}", "RENAKSI_VAR": str(tmp_path)}
    environment["DJANGO_SETTINGS_MODULE"] = "renaksi.site.settings"
    subprocess.run([sys.executable, "-m", "django", "migrate", "audit", "-v0"], env=environment, check=True)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(n)], env=environment) for n in range(2)]  # noqa: S603 - our own script
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0]
    with sqlite3.connect(file) as database:
        numbers = [number for (number,) in database.execute("SELECT number FROM audit_auditevent ORDER BY number")]
        assert numbers == list(range(1, 91))
        assert database.execute("SELECT key, length FROM audit_auditchain").fetchall() == [("office:1", 90)]
        with pytest.raises(sqlite3.IntegrityError, match="jejak hanya dapat ditambah"):
            database.execute("DELETE FROM audit_auditevent")
    verified = subprocess.run(
        [sys.executable, "-m", "django", "audit_verify"], env=environment, capture_output=True, text=True, check=False
    )
    assert (verified.returncode, verified.stdout) == (0, "Jejak utuh: 1 rantai, 90 catatan.\n")
