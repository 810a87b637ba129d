"""The verbs of the events' book that the desk does not know."""
