"""Register Pernyataan dan Laporan Wajib Pegawai. Which book, who keeps it and by which law stands in README.md."""
