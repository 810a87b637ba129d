"""Who signs in: users, and the roles as classes that say what each may do."""
