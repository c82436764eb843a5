"""The register in Parquet: nothing is lost, nothing is half written, every fault has its place."""

import resource
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.company import Company, Fact, FactStatus, Finding, TitleHeld
from domain.errors import InputError, InputFaultsError, UnavailableError
from domain.period import FACT_NOW, day_period, parse_fact_period, year_period
from domain.uscc import with_check_digits
from domain.vocabulary import FeatureType, vocabulary
from matching.register_file import read_register, write_register

CODE = with_check_digits("91130132MA0ABCDE")
FEATURES = sorted(vocabulary())
DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
# What Parquet calls text is UTF-8: a lone surrogate is none.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6) | st.sampled_from(
    ["true", "3", '["甲"]', '{"value": 1}', "[", "{", "null", " "]
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.sampled_from(
    [Decimal(text) for text in ("0.030", "0.1", "1E+3", "1E-7", "-0", "7", "1." + "3" * 40, "9" * 25)]
)
VALUES = NUMBERS | WORDS | st.lists(WORDS, max_size=3).map(tuple) | st.booleans() | st.none()
PERIODS = st.one_of(
    st.just(FACT_NOW),
    st.integers(1990, 2030).map(year_period),
    DAYS.map(day_period),
    st.just(parse_fact_period("2023/2025")),
)
MAYBE_WORDS = st.none() | WORDS


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    feature = vocabulary()[draw(st.sampled_from(FEATURES))]
    plain = draw(st.booleans())  # what a column can say
    return Fact(
        feature.id,
        draw(_values(feature.type) if plain else VALUES),
        (feature.unit or None) if plain else draw(st.sampled_from([None, "CNY", "USD", "1"])),
        draw(PERIODS),
        status=FactStatus.KNOWN if plain else draw(st.sampled_from(FactStatus)),
        source=None if plain else draw(MAYBE_WORDS),
        observed=None if plain else draw(st.none() | DAYS),
        phrase=None if plain else draw(MAYBE_WORDS),
    )


def _values(kind: FeatureType) -> st.SearchStrategy[object]:
    if kind in {FeatureType.MONEY, FeatureType.RATIO, FeatureType.NUMBER, FeatureType.RANK}:
        return NUMBERS
    if kind in {FeatureType.BOOL, FeatureType.EVENT}:
        return st.booleans()
    return WORDS | st.lists(WORDS, max_size=3).map(tuple)


TITLES = st.builds(TitleHeld, WORDS, MAYBE_WORDS, st.none() | DAYS, st.none() | DAYS, MAYBE_WORDS)
FINDINGS = st.builds(Finding, WORDS, WORDS, st.booleans(), WORDS, DAYS, st.none() | DAYS, WORDS)


@st.composite
def registers(draw: st.DrawFn) -> list[Company]:
    firm = st.builds(
        Company,
        name=WORDS,
        facts=st.lists(facts(), max_size=6).map(tuple),
        titles=st.lists(TITLES, max_size=2).map(tuple),
        findings=st.lists(FINDINGS, max_size=2).map(tuple),
        region=MAYBE_WORDS,
        industry=MAYBE_WORDS,
        founded=st.none() | DAYS,
    )
    firms = draw(st.lists(firm, max_size=4))
    return [
        replace(one, uscc=CODE) if at == 0 and draw(st.booleans()) else replace(one, case_id=f"案例{at}")
        for at, one in enumerate(firms)
    ]


def facts_as_said(firm: Company) -> Counter[tuple[Fact, str]]:
    """Facts in no order; a ratio with all its digits, since they say to where it was rounded."""

    def digits(fact: Fact) -> str:
        ratio = vocabulary()[fact.feature].type is FeatureType.RATIO and isinstance(fact.value, Decimal)
        return f"{fact.value:f}" if ratio else ""

    return Counter((fact, digits(fact)) for fact in firm.facts)


def assert_same(found: list[Company], expected: list[Company]) -> None:
    assert [replace(one, facts=()) for one in found] == [replace(one, facts=()) for one in expected]
    assert [facts_as_said(one) for one in found] == [facts_as_said(one) for one in expected]
    kinds = [Counter(type(fact.value) for fact in firm.facts) for firm in (*found, *expected)]
    assert kinds[: len(found)] == kinds[len(found) :]


def firm(**given: object) -> Company:
    return Company(**({"name": "某企业", "uscc": CODE} | given))  # type: ignore[arg-type]


def known(feature: str, value: object, period: str = "2025", unit: str | None = None) -> Fact:
    return Fact(feature, value, unit or vocabulary()[feature].unit or None, parse_fact_period(period))  # type: ignore[arg-type]


@given(companies=registers())
@settings(
    max_examples=settings().max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_reading_gives_back_what_was_written(tmp_path, companies):
    path = tmp_path / "r.parquet"
    write_register(companies, path)

    assert_same(read_register(path), companies)


@pytest.mark.parametrize(
    ("fact", "column", "cell", "kind"),
    [
        pytest.param(
            known("revenue", Decimal("123000000.01")), "revenue@2025", 12300000001, "int64", id="money"
        ),
        pytest.param(known("rd_intensity", Decimal("0.03")), "rd_intensity@2025", 0.03, "double", id="ratio"),
        pytest.param(known("employees", Decimal(12), "now"), "employees", 12, "int64", id="count"),
        pytest.param(known("legal_person", True, "now"), "legal_person", True, "bool", id="yes"),
        pytest.param(known("safety_accident", False), "safety_accident@2025", False, "bool", id="event"),
        pytest.param(known("ownership", "民营", "now"), "ownership", ["民营"], "list", id="name"),
        pytest.param(known("listing", ("甲", "乙"), "now"), "listing", ["甲", "乙"], "list", id="names"),
    ],
)
def test_a_plain_fact_stands_in_its_own_column(tmp_path, fact, column, cell, kind):
    path = tmp_path / "r.parquet"
    write_register([firm(facts=(fact,))], path)
    table = pq.read_table(path)

    assert table.column(column).to_pylist() == [cell]
    assert str(table.schema.field(column).type).startswith(kind)
    assert table.column("facts").to_pylist() == [[]]


def test_names_are_dictionary_encoded(tmp_path):
    path = tmp_path / "r.parquet"
    write_register([firm(facts=(known("listing", "新三板", "now"),))], path)

    assert pa.types.is_dictionary(pq.read_schema(path).field("listing").type.value_type)


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(known("safety_accident", True, "2025-03-01"), id="a day"),
        pytest.param(known("revenue", Decimal(3), "2023/2025"), id="years"),
        pytest.param(known("revenue", Decimal(3), unit="USD"), id="other unit"),
        pytest.param(known("revenue", Decimal("0.001")), id="below a fen"),
        pytest.param(known("employees", Decimal("2.5"), "now"), id="half a person"),
        pytest.param(known("rd_intensity", Decimal("0.030")), id="digits of a rounded ratio"),
        pytest.param(known("title", False, "now"), id="none else"),
        pytest.param(replace(known("revenue", Decimal(3)), source="年报"), id="source"),
        pytest.param(replace(known("revenue", Decimal(3)), observed=date(2026, 1, 1)), id="observed"),
        pytest.param(replace(known("revenue", Decimal(3)), phrase="技术服务"), id="phrase"),
        pytest.param(replace(known("revenue", None), status=FactStatus.NOT_ASKED), id="not asked"),
        pytest.param(known("region", "130132", "now"), id="named like a field"),
    ],
)
def test_what_a_column_cannot_say_stands_in_facts(tmp_path, fact):
    path = tmp_path / "r.parquet"
    write_register([firm(facts=(fact,))], path)

    assert len(pq.read_table(path).column("facts").to_pylist()[0]) == 1
    assert_same(read_register(path), [firm(facts=(fact,))])


def test_two_values_of_one_year_are_both_kept(tmp_path):
    path = tmp_path / "r.parquet"
    both = firm(facts=(known("revenue", Decimal(3)), known("revenue", Decimal(4))))
    write_register([both], path)

    assert_same(read_register(path), [both])


def write_table(path: Path, columns: dict[str, object]) -> Path:
    """A register as somebody else might write it."""
    pq.write_table(pa.table({"uscc": [CODE], "name": ["某企业"]} | columns), path)  # type: ignore[operator]
    return path


def test_another_program_may_leave_out_what_it_does_not_know(tmp_path):
    struct = pa.struct({"feature": pa.string(), "value": pa.string(), "period": pa.string()})
    facts_cell = pa.array(
        [[{"feature": "safety_accident", "value": "false", "period": "2025"}]], pa.list_(struct)
    )
    path = write_table(tmp_path / "r.parquet", {"facts": facts_cell, "listing": [["新三板"]]})

    assert read_register(path) == [
        firm(facts=(known("listing", "新三板", "now"), known("safety_accident", False)))
    ]


ENTRY = {"feature": "revenue", "value": "3", "period": "2025", "status": "known"}
TITLE = {"title": None, "level": "省级"}


@pytest.mark.parametrize(
    ("columns", "place", "word"),
    [
        pytest.param({"revenue@2025": [3.5]}, "“revenue@2025”列", "以分计的整数", id="money as float"),
        pytest.param({"employees": ["12"]}, "“employees”列", "int64", id="count as text"),
        pytest.param({"rd_intensity@2025": [3]}, "“rd_intensity@2025”列", "float64", id="ratio as integer"),
        pytest.param({"ownership": ["民营"]}, "“ownership”列", "list", id="name without list"),
        pytest.param({"founded": ["2003-06-01"]}, "“founded”列", "date32", id="date as text"),
        pytest.param({"facts": ["x"]}, "“facts”列", "list<struct>", id="facts as text"),
        pytest.param({"turnover_rate": [1]}, "“turnover_rate”列", "列名", id="unknown feature"),
        pytest.param({"revenue@25": [1]}, "“revenue@25”列", "列名", id="no year"),
        pytest.param({"other": ["x"]}, "“other”列", "facts", id="no column for other"),
        pytest.param(
            {"uscc": [CODE, CODE], "name": ["甲", "乙"]}, "第 2 行，“uscc”列", "第 1 行重复", id="twice"
        ),
        pytest.param({"uscc": [CODE[:-1] + "0"]}, "第 1 行，“uscc”列", "校验码", id="check digit"),
        pytest.param({"uscc": [CODE.lower()]}, "第 1 行，“uscc”列", "规范", id="lower case"),
        pytest.param({"uscc": pa.array([None], pa.string())}, "第 1 行", "case_id", id="no key"),
        pytest.param({"name": pa.array([None], pa.string())}, "第 1 行，“name”列", "名称", id="no name"),
        pytest.param({"rd_intensity@2025": [float("nan")]}, "第 1 行", "不是数", id="not a number"),
        pytest.param({"ownership": [["民营", None]]}, "第 1 行，“ownership”列", "空项", id="empty name"),
        pytest.param(
            {"facts": [[ENTRY | {"feature": "x"}]]}, "第 1 行，“facts”列", "词表", id="fact unknown"
        ),
        pytest.param(
            {"facts": [[ENTRY | {"period": "去年"}]]}, "第 1 行，“facts”列", "期间", id="fact period"
        ),
        pytest.param({"facts": [[ENTRY | {"status": "?"}]]}, "第 1 行，“facts”列", "状态", id="fact status"),
        pytest.param({"facts": [[ENTRY | {"x": "1"}]]}, "“facts”列", "不认识", id="unknown key"),
        pytest.param({"titles": [[TITLE]]}, "“titles”列", "title", id="title without name"),
        pytest.param({"facts": [[{"feature": "revenue"}]]}, "“facts”列", "period", id="fact without period"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path, columns, place, word):
    path = write_table(tmp_path / "r.parquet", columns)

    with pytest.raises(InputError) as caught:
        read_register(path)
    assert str(path) in str(caught.value)
    assert place in str(caught.value)
    assert word in str(caught.value)


def test_every_fault_is_named_at_once(tmp_path):
    path = write_table(tmp_path / "r.parquet", {"revenue@2025": [3.5], "employees": ["12"]})

    with pytest.raises(InputFaultsError) as caught:
        read_register(path)
    assert [fault.where.column for fault in caught.value.faults if fault.where] == [
        "revenue@2025",
        "employees",
    ]


def test_a_column_given_twice_is_a_fault(tmp_path):
    arrays = [pa.array([CODE]), pa.array(["甲"]), pa.array([1]), pa.array([2])]
    pq.write_table(pa.Table.from_arrays(arrays, ["uscc", "name", "employees", "employees"]), tmp_path / "r")

    with pytest.raises(InputError, match="两次"):
        read_register(tmp_path / "r")


@pytest.mark.parametrize("cut", [0, 3, -20])
def test_a_broken_file_is_no_register(tmp_path, cut):
    whole = tmp_path / "r.parquet"
    write_register([firm()], whole)
    broken = tmp_path / "b.parquet"
    broken.write_bytes(whole.read_bytes()[:cut])

    with pytest.raises(InputError, match="Parquet"):
        read_register(broken)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="找不到文件"):
        read_register(tmp_path / "none.parquet")


@pytest.mark.parametrize(
    "companies",
    [
        pytest.param([firm(), firm()], id="twice"),
        pytest.param([firm(uscc=None)], id="no key"),
        pytest.param([firm(uscc="123")], id="bad code"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path, companies):
    with pytest.raises(InputError):
        write_register(companies, tmp_path / "r.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_chinese(tmp_path):
    with pytest.raises(UnavailableError, match="文件夹"):
        write_register([firm()], tmp_path / "none" / "r.parquet")


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """A disk that is full after so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_the_old_register_as_it_was(tmp_path):
    path = tmp_path / "r.parquet"
    write_register([firm(name="旧")], path)

    with no_file_larger_than(100), pytest.raises(UnavailableError, match="没有写成"):
        write_register([firm(name="新")], path)
    assert read_register(path) == [firm(name="旧")]
    assert [one.name for one in tmp_path.iterdir()] == ["r.parquet"]
