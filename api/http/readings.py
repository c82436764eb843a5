"""`POST /v1/readings`: a document in, a reading out; nothing is kept.

Owns the two ways of handing a document in: a file (multipart) or text (JSON).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.problems import BadRequestError, request_faults
from api.usecases.reading import SUFFIXES, read_document, read_pasted
from api.wire.canonical import Canonical, reading_with
from domain.errors import InputError

router = APIRouter(tags=["政策"])


class PastedText(BaseModel):
    """A text handed in as JSON."""

    text: str = Field(min_length=1)
    doc: str = Field(default="pasted", min_length=1, max_length=80, description="文档编号")
    region: str | None = Field(default=None, description="适用地区：代码或名称")
    published: date | None = None


class _FileFields(BaseModel):
    region: str | None = None
    published: date | None = None


_FORM = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": "、".join(SUFFIXES)},
        "region": {"type": "string"},
        "published": {"type": "string", "format": "date"},
    },
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {"schema": _FORM},
            "application/json": {"schema": PastedText.model_json_schema()},
        },
    }
}


@router.post("/readings", summary="读一份政策文件（或一段正文），得到读数", openapi_extra=_BODY)
async def reading(request: Request, canonical: Canonical = False) -> dict[str, Any]:
    """The reading as the contract writes it; nothing is kept in the graph."""
    media = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media == "application/json":
        pasted = _validated(PastedText, await _json(request))
        policy = await run_in_threadpool(
            read_pasted, pasted.text, doc_id=pasted.doc, region=pasted.region, published=pasted.published
        )
    elif media == "multipart/form-data":
        async with request.form(max_files=1) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                raise InputError("没有收到文件", expected="名为 file 的一项，内容为政策文件")
            fields = _validated(_FileFields, {k: v for k, v in form.items() if k != "file" and v})
            data = await file.read()
        policy = await run_in_threadpool(
            read_document, file.filename or "", data, region=fields.region, published=fields.published
        )
    else:
        raise BadRequestError(
            f"不能读“{media or '未写明'}”的内容", expected="multipart/form-data 或 application/json"
        )
    return reading_with(policy, canonical)


async def _json(request: Request) -> Any:
    try:
        return await request.json()
    except ValueError as error:
        raise BadRequestError("请求内容不是正确的 JSON", todo="检查括号、引号和逗号") from error


def _validated(model: type[Any], data: Any) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = [{**one, "loc": ("body", *one["loc"])} for one in error.errors(include_url=False)]
        raise request_faults(found) from error
