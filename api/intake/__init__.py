"""Tables that people keep (CSV, XLSX, JSON Lines with Chinese headings) as the domain's values.

Owns the meaning of headings and cells; a file with faults gives all of them together and nothing else.
"""
