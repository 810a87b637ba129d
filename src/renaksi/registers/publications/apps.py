from renaksi.desk.config import RegisterConfig


class PublicationsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.publications"
    verbose_name = "Register Media dan Informasi Terpasang"
