"""Register Pengaduan Masyarakat. Which book, who keeps it and by which law stands in README.md."""
