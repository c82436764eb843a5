"""The pages, one module a subject: what is asked of the use cases, and which template shows it.

Owns routes and the shaping of rows; a fragment has its own address (`/_…`) and pushes its page's URL.
"""
