"""The error table: every error of ours has its status, and the document says what, where and what to do."""

import pytest

from api.problems import BadRequestError, TooLargeError, TooSlowError, problem_of, request_faults
from domain.errors import (
    ConflictError,
    InputError,
    InputFaultsError,
    NotFoundError,
    UnavailableError,
    Where,
    YanzhenError,
)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InputError, 422),
        (BadRequestError, 400),
        (TooLargeError, 413),
        (NotFoundError, 404),
        (ConflictError, 409),
        (UnavailableError, 503),
        (TooSlowError, 503),
    ],
)
def test_each_error_has_its_status(error, status):
    problem = problem_of(error("某事不对", todo="改正"), "/v1/x")
    assert problem.status == status
    assert problem.detail == "某事不对；请改正"
    assert problem.type.startswith("urn:yanzhen:problem:")
    assert problem.instance == "/v1/x"


def test_every_class_of_the_tree_is_in_the_table():
    def below(cls):
        return {cls, *(found for one in cls.__subclasses__() for found in below(one))}

    for cls in below(YanzhenError) - {YanzhenError, InputFaultsError}:
        assert problem_of(cls("x")).status < 500 or issubclass(cls, UnavailableError), cls


def test_several_faults_are_each_named():
    faults = InputFaultsError(
        [InputError("甲", where=Where(row=3)), InputError("乙", where=Where(path="a.b"))]
    )
    errors = problem_of(faults).errors
    assert [(one.detail, one.row, one.path) for one in errors] == [
        ("第 3 行：甲", 3, None),
        ("位置 a.b：乙", None, "a.b"),
    ]


def test_a_missing_parameter_is_said_in_chinese():
    error = request_faults([{"type": "missing", "loc": ("query", "on"), "input": None}])
    assert str(error) == "参数 on：缺少这一项"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            {"type": "enum", "loc": ("query", "class"), "ctx": {"expected": "'fits', 'unknown' or 'fails'"}},
            "参数 class：取值不在允许范围内；应为fits、unknown、fails",
        ),
        ({"type": "model_attributes_type", "loc": ("body",)}, "内容：应为 JSON 对象"),
    ],
    ids=["a value from a list", "the whole body"],
)
def test_a_fault_of_a_request_reads_as_chinese(found, said):
    assert str(request_faults([{"input": "x", **found}])) == said


def test_broken_json_is_a_bad_request():
    error = request_faults([{"type": "json_invalid", "loc": ("body", 3), "input": {}, "ctx": {"error": "x"}}])
    assert problem_of(error).status == 400
