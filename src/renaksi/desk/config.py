"""The app of one register."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Adds the ``register`` of the app's module ``register`` when the program starts. A register's own class sets ``default``."""

    default = False

    def ready(self) -> None:
        from renaksi.desk.registry import REGISTERS

        REGISTERS.add(import_module(f"{self.name}.register").register, package=self.name)
