"""What builds, checks and ships the project; run by the Makefile, not part of the product."""
