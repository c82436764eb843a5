"""The steps of the pipeline, one a module; importing this package registers their spaCy factories."""
