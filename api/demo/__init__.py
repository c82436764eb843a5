"""The sample county 云雁县: policies written for it and a seeded generator of its firms and chain.

Owns invented data only; every place, firm, person and sentence in it is fictional.
"""
