"""What is done to drafts: receive, stage, correct, settle, undo, adopt, discard; and how they are asked for (review).

Every verb on a draft is one transaction: it locks the draft, changes it, keeps what it replaced (so that the last change can be
undone), and leaves an event in the office's trail. Verbs return ``Changed``: what a screen must show anew.
"""
