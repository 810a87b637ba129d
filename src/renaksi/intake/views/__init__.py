"""The screens of upload and review: each view finds what the user may see, makes one domain call, answers."""
