from renaksi.desk.config import RegisterConfig


class DocumentsBookConfig(RegisterConfig):
    default = True
    name = "renaksi.registers.documents"
    label = "documents_book"  # "documents" is the floor that keeps the table
    verbose_name = "Register Dokumen dan Laporan"
