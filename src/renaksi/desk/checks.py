"""What is wrong in a declaration is said when the program starts, with a hint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from renaksi.desk.models import EntryLine
from renaksi.desk.register import ClockDeed, Column, Register
from renaksi.desk.registry import REGISTERS
from renaksi.entries.models import Entry


@register()
def check_registers(*, app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Every register's declaration."""
    return [fault for each in REGISTERS for fault in faults_of(each)]


def faults_of(register: Register) -> Iterator[Error]:
    """What is wrong in one declaration: unknown fields, states, measures of another register, a model that is no Entry."""
    if not issubclass(register.model, Entry):
        yield _error(register, "001", "its model is not made from renaksi.entries.models.Entry", "Inherit from Entry.")
        return
    own_steps = [
        name for step in register.steps for name in (*step.fields, *step.needs, *filter(None, [step.on_field]))
    ]
    plain_columns = [column for column in register.columns if not isinstance(column, Column)]
    named = [*register.fields, *plain_columns, *register.filters, *own_steps, register.dated]
    yield from _unknown(register, register.model, named)
    closed_field = register.access.closed_field
    yield from _unknown(register, register.model, [closed_field] if closed_field else [])
    for lines in register.lines:
        names = [*lines.fields, *(column for column in lines.columns if not isinstance(column, Column)), "entry"]
        yield from _unknown(register, lines.model, names)
        if not issubclass(lines.model, EntryLine):
            yield _error(
                register, "005", f"the rows {lines.key} are not made from EntryLine", "Inherit from EntryLine."
            )
    yield from _states(register)
    for measure in register.measures:
        if measure.register != register.name:
            yield _error(
                register,
                "004",
                f"the measure {measure.key} belongs to another register",
                "Begin its key with the register's name.",
            )


def _unknown(register: Register, model: type[models.Model], names: Iterable[str]) -> Iterator[Error]:
    for name in dict.fromkeys(names):
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            fields = ", ".join(sorted(column.name for column in model._meta.concrete_fields))
            yield _error(register, "002", f"{model.__name__} has no field {name}", f"Its fields are {fields}.")


def _states(register: Register) -> Iterator[Error]:
    states = [state.key for state in register.states]
    if len(set(states)) < len(states) or not states:
        yield _error(register, "003", "it has no states, or one twice", "Give each state a key of its own.")
    for step in register.steps:
        for state in (*step.source, step.target):
            if state not in states:
                yield _error(
                    register,
                    "003",
                    f"the step {step.key} names the unknown state {state}",
                    f"The states are {', '.join(states)}.",
                )
        is_named = not callable(step.limit)
        if step.clock is ClockDeed.START and is_named and step.limit not in {limit.key for limit in register.limits}:
            yield _error(
                register, "006", f"the step {step.key} starts a clock without a declared limit", "Declare it in limits."
            )


def _error(register: Register, number: str, text: str, hint: str) -> Error:
    return Error(f"The register {register.name}: {text}.", hint=hint, id=f"desk.E{number}")
