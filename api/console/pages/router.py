"""All pages in one router, outside the OpenAPI document.

Owns the gathering only.
"""

from __future__ import annotations

from fastapi import APIRouter

from api.console.pages import chains, companies, formations, home, items, login, policies, review, review_tree


def console_router() -> APIRouter:
    """The console."""
    router = APIRouter(include_in_schema=False)
    for module in (home, login, policies, review, review_tree, items, companies, chains, formations):
        router.include_router(module.router)
    return router
