"""Issuing the decree of an adopted plan: the plan's own facts and rows, built as a paper, written in the asked format."""

from __future__ import annotations

from renaksi.papers import write
from renaksi.plan.domain.query import plan_facts, plan_rows
from renaksi.plan.models import Plan
