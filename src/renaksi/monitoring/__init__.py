"""What was done in each month of a plan, with what proof; what is due and what is late; who answers for it."""
