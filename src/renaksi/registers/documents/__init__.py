"""Register Dokumen dan Laporan: papers in force, signed, sent, in time. Which book, who keeps it and by which law: README.md."""
