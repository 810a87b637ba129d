"""What is done in a round beside the desk's own verbs: sheets are sent, keyed in, slips issued."""
