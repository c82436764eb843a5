"""What the product does, one function a thing; HTTP, pages and the command line call these and nothing below.

Owns the passing of values between the rooms; knows neither HTTP nor HTML nor terminals.
"""
