"""What is done to plans: adopt, correct, withdraw; and how they are asked for. Nothing here knows how a plan was read."""
