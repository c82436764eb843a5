"""Chains, 链主, the 雁阵 formation and partner recommendation: values in, values with evidence out."""
