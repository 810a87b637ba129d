"""The application the server runs; embedded, the worker of background jobs lives beside it as a supervised thread."""

from __future__ import annotations

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renaksi.site.settings")

application = get_wsgi_application()

if os.environ.get("RENAKSI_EMBEDDED_WORKER") == "1":
    from renaksi.jobs.worker import run_supervised

    threading.Thread(target=run_supervised, args=(threading.Event(),), name="renaksi-worker", daemon=True).start()
