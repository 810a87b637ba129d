"""What draws nothing does not pay for the drawing."""

from __future__ import annotations

import subprocess
import sys


def test_addresses_are_known_without_loading_altair() -> None:
    code = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'renaksi.site.settings'; django.setup(); "
        "import renaksi.site.urls, renaksi.charts as charts; assert 'altair' not in sys.modules; "
        "charts.heat_map; assert 'altair' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter and words
