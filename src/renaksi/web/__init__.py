"""The screens' shared parts: frame, base templates, template tags, front-end files, response headers."""
