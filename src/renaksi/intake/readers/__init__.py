"""One reader per kind of file, each giving the same table of cells. Pure: bytes in, values out."""
