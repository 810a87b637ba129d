"""What the trail says of documents."""

SENTENCES = {"documents.filed": "{actor} mengarsipkan {object}: {sentence}."}
