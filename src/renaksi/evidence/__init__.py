"""Evidence: files and links that prove work, kept by content, with what period they prove and who may open them."""
