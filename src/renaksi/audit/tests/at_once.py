"""Several people in the same moment, in tests of the floors above: each deed in a thread and a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection

from renaksi.kernel.refusal import Refused


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of each deed when all began in the same moment: "done" or the refusal's code, sorted; a fault is raised."""
    gate, results, faults = threading.Barrier(len(deeds)), [], []

    def run(deed: Callable[[], object]) -> None:
        gate.wait()
        try:
            deed()
            results.append("done")
        except Refused as refusal:
            results.append(refusal.code)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return sorted(results)
