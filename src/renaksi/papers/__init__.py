"""Paper, the one tree every printed document is built as, and its writers: docx, pdf, xlsx, text. Pure, no Django."""
