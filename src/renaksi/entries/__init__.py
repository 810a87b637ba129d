"""What every entry of every book is: an office, a number without gaps, a state, who wrote it, whether it was struck out.

It stands below the documents, because a signed report is an entry too, and the desk stands above them.
"""
