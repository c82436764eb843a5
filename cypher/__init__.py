"""Every statement, one a file, by subject; read through `graph`."""
