"""What goes over the wire: pydantic models of the HTTP answers and the JSON of the command line.

Owns the outer shapes; money is decimal text in CNY, ratios plain, dates ISO.
"""
