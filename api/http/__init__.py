"""The HTTP interface under `/v1`: routes, paging, exports, errors.

Owns the outer form only; every answer comes from `api.usecases`.
"""
