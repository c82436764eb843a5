"""The console: Chinese pages rendered on the server, each state a URL, printable, with no outside request.

Owns templates, styles, own scripts and the shaping of answers for the eye; decides nothing.
"""
