from renaksi.desk.config import RegisterConfig


class EventsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.events"
    verbose_name = "Register Kegiatan"
