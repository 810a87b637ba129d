"""The fixtures of the packages' own tests, for the tests that walk the whole product."""

from renaksi.conftest import *  # noqa: F403 - fixtures are found by name
