"""The triggers that keep the trail append-only, in both databases.

Events can be added, never changed, deleted or replaced; a chain's head only goes forward by one. Whoever owns the database can
drop a trigger: then the hashes tell (``renaksi audit-verify``).
"""

from __future__ import annotations

from typing import Any

EVENT, CHAIN = "audit_auditevent", "audit_auditchain"
_SAYS = "jejak hanya dapat ditambah"

_SQLITE = {
    "audit_event_no_update": f"BEFORE UPDATE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
    "audit_event_no_delete": f"BEFORE DELETE ON {EVENT} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
    # REPLACE deletes without asking the trigger above
    "audit_event_no_replace": f"""BEFORE INSERT ON {EVENT}
        WHEN EXISTS (SELECT 1 FROM {EVENT} WHERE id = NEW.id OR (chain = NEW.chain AND number = NEW.number))
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",  # noqa: S608 - nothing from outside
    "audit_chain_forward": f"""BEFORE UPDATE ON {CHAIN} WHEN NEW.key <> OLD.key OR NEW.length <> OLD.length + 1
        BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END""",
    "audit_chain_no_delete": f"BEFORE DELETE ON {CHAIN} BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END",
    "audit_chain_no_replace": f"""BEFORE INSERT ON {CHAIN} WHEN EXISTS (SELECT 1 FROM {CHAIN} WHERE key = NEW.key)
        BEGIN SELECT RAISE(IGNORE); END""",  # noqa: S608 - likewise
}

_FUNCTION = "audit_refuse"
_MAKE_FUNCTION = f"""CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
_POSTGRESQL = {
    "audit_event_no_update": (EVENT, "BEFORE UPDATE OR DELETE", "FOR EACH ROW"),
    "audit_event_no_truncate": (EVENT, "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
    "audit_chain_forward": (
        CHAIN,
        "BEFORE UPDATE",
        "FOR EACH ROW WHEN (NEW.key <> OLD.key OR NEW.length <> OLD.length + 1)",
    ),
    "audit_chain_no_delete": (CHAIN, "BEFORE DELETE", "FOR EACH ROW"),
    "audit_chain_no_truncate": (CHAIN, "BEFORE TRUNCATE", "FOR EACH STATEMENT"),
}


def put_up(connection: Any) -> None:
    """Creates the triggers; those that are there already are made anew."""
    take_down(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, body in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {body}")
            return
        cursor.execute(_MAKE_FUNCTION)
        for name, (table, when, each) in _POSTGRESQL.items():
            cursor.execute(f"CREATE TRIGGER {name} {when} ON {table} {each} EXECUTE FUNCTION {_FUNCTION}()")
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")  # a replication session is no way round


def take_down(connection: Any) -> None:
    """Drops the triggers: for undoing the migration and for emptying a test database, nowhere else."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name, (table, _, _) in _POSTGRESQL.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def missing_triggers(connection: Any) -> list[str]:
    """Names of the triggers the database should have and has not."""
    wanted, query = (
        (_SQLITE, "SELECT name FROM sqlite_master WHERE type = 'trigger'")
        if connection.vendor == "sqlite"
        else (_POSTGRESQL, "SELECT tgname FROM pg_trigger WHERE tgenabled = 'A'")
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(set(wanted) - there)
