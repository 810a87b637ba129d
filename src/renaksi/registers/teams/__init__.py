"""Register Tim dan Pejabat Pengelola. Which book, who keeps it and by which law stands in README.md."""
