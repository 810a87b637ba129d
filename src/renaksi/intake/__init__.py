"""From a decree's file to a reviewed draft: receive, read, understand, question, correct, adopt.

`readers` and `decree` are pure (file -> table -> reading); `domain` keeps drafts and hands adopted rows to the plan.
"""
