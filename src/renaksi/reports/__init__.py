"""One folder per printed document: each builds a Paper from plain values; views hand it out in the asked format."""
