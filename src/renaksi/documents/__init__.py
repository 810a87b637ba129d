"""Papers in force, signed, sent: the model, and filing a report signed anywhere, frozen. Their book hangs on the desk."""
