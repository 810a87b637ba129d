from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "renaksi.accounts"
    verbose_name = "Akun"

    def ready(self) -> None:
        from renaksi.accounts.sentences import SENTENCES
        from renaksi.audit.sentences import register

        register(SENTENCES)
