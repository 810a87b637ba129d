"""Register Media dan Informasi Terpasang. Which book, who keeps it and by which law stands in README.md."""
