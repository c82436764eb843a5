"""Criteria judged on firms: one firm with every reason, a register at once."""
