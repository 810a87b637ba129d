"""Register Kegiatan: dated acts with people. Which book, who keeps it and by which law stands in README.md."""
