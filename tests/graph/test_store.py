"""The door: whole transactions, refused values, and errors in one line of Chinese."""

import socket
import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.errors import ConflictError, InputError, UnavailableError
from graph.reads import counts, features
from graph.store import BATCH, Store

FEATURE = {"feature_id": "f", "props": {"feature_id": "f"}}


def rows(*props):
    """Rows for `feature.merge`."""
    return [{"feature_id": f"f{n}", "props": {"feature_id": f"f{n}", **one}} for n, one in enumerate(props)]


def test_rows_are_written_in_batches(store):
    store.write("feature.merge", rows(*[{}] * (BATCH + 1)))

    assert counts(store)["Feature"] == BATCH + 1


def test_transaction_is_kept_as_a_whole_or_not_at_all(store):
    def work(one):
        one.write("feature.merge", rows({}))
        raise InputError("停")

    with pytest.raises(InputError, match="停"):
        store.transaction(work)

    assert counts(store)["Feature"] == 0


@pytest.mark.parametrize(
    ("props", "named"),
    [
        ({"x": Decimal(1)}, "Decimal"),
        ({"x": datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))}, "时刻"),
        ({"x": datetime(2026, 1, 1, tzinfo=UTC)}, "时刻"),
        ({"x": [1, "a"]}, "不同类型"),
        ({"x": ["a", None]}, "空值"),
        ({"x": [["a"]]}, "列表"),
        ({"x": 2**63}, "64 位"),
        ({"x": {1, 2}}, "set"),
    ],
    ids=["decimal", "zone", "moment", "mixed", "null inside", "nested", "too large", "set"],
)
def test_values_an_engine_would_store_wrongly_are_refused(store, props, named):
    with pytest.raises(InputError, match=rf"第 2 行.*{named}"):
        store.write("feature.merge", rows({}, props))

    assert counts(store)["Feature"] == 0


@pytest.mark.parametrize("key", [None, "", 7], ids=["null", "empty", "number"])
def test_keys_are_texts(store, key):
    with pytest.raises(InputError, match="第 1 行的键“feature_id”"):
        store.write("feature.merge", [{"feature_id": key, "props": {}}])


def test_days_come_back_as_days(store):
    store.write("feature.merge", rows({"day": date(2026, 2, 3), "days": [date(2026, 2, 3)]}))

    record = store.driver.execute_query("MATCH (f:Feature) RETURN f.day AS day", database_="neo4j").records[0]
    assert record["day"].to_native() == date(2026, 2, 3)


def test_reading_with_a_writing_statement_is_refused(store):
    with pytest.raises(InputError, match="会写入"):
        store.read("feature.merge", rows=[FEATURE])


@pytest.mark.parametrize("params", [{}, {"doc_ids": [], "more": 1}], ids=["missing", "too many"])
def test_parameters_are_those_of_the_header(store, params):
    with pytest.raises(InputError, match="参数不符"):
        store.read("policy.parts", **params)


def test_writers_at_once_lose_nothing(store):
    errors = []

    def write(start):
        try:
            for n in range(start, start + 20):
                store.write(
                    "feature.merge", [{"feature_id": f"f{n % 30}", "props": {"feature_id": f"f{n % 30}"}}]
                )
        except (ConflictError, UnavailableError) as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 10, 20, 5)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert not errors
    assert len(features(store)) == 30


@pytest.mark.parametrize("uri", ["", "nichts", "http://127.0.0.1:1"], ids=["empty", "no address", "http"])
def test_bad_address_is_told(uri):
    with pytest.raises(InputError, match=r"地址.*bolt://"):
        Store.connect(uri)


def test_nobody_there_is_told():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        uri = f"bolt://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(UnavailableError, match="连不上图数据库") as caught:
        Store.connect(uri)

    assert "\n" not in str(caught.value)


def test_another_service_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            connection, _ = server.accept()
            connection.recv(100)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(UnavailableError, match="不是 Neo4j"):
            Store.connect(f"bolt://127.0.0.1:{server.getsockname()[1]}")
        thread.join()


def test_wrong_password_is_told(engine_home):
    with pytest.raises(UnavailableError, match="用户名或密码不对"):
        Store.connect(engine_home.uri, "root", "falsch")


def test_unknown_database_is_told(store, engine_home):
    login = (engine_home.user, engine_home.password) if store.dialect == "arcadedb" else (None, None)
    with pytest.raises(UnavailableError, match="没有要用的库"):
        Store.connect(store.uri, *login, database="keine")
