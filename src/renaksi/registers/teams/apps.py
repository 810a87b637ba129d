from renaksi.desk.config import RegisterConfig


class TeamsConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.teams"
    verbose_name = "Register Tim dan Pejabat Pengelola"
