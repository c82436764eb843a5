"""The feature vocabulary: defaults by SEMANTICS, strict reading."""

import pytest

from domain.errors import InputError
from domain.vocabulary import COLUMNS, FeatureType, read_vocabulary, vocabulary

HEAD = ",".join(COLUMNS)


@pytest.mark.parametrize(
    ("feature", "default", "stock"),
    [
        pytest.param("revenue", "fy1", False, id="flow of a year"),
        pytest.param("employees", "prev_year_end", True, id="stock at year end"),
        pytest.param("patents", "now", True, id="stock now"),
        pytest.param("age_years", "now", True, id="apply_date is now"),
        pytest.param("revenue_growth", "fy1", False, id="bare fy2 of growth is fy1"),
        pytest.param("rd_domestic_ratio", "fy3 sum", False, id="bare fy3 of an amount is its sum"),
        pytest.param("equity_raised", "fy2 sum", False, id="stated aggregate"),
        pytest.param("market_share", "fy1", False, id="prev_year is fy1"),
        pytest.param("loan_interest", "fy1", False, id="written now, asked as a flow"),
        pytest.param("fixed_investment", "fy1", False, id="investment is a flow"),
        pytest.param("fraud", "rolling 36m", False, id="bare rolling is three years"),
        pytest.param("no_update", "rolling 36m", False, id="term is three years"),
        pytest.param("prior_support", "ever", False, id="ever"),
    ],
)
def test_default_period(feature, default, stock):
    found = vocabulary()[feature]
    assert (str(found.default), found.stock) == (default, stock)


def test_contract_and_product_agree(shared):
    theirs = (shared / "contract" / "features.csv").read_text(encoding="utf-8").splitlines()
    assert read_vocabulary(theirs, "contract") == vocabulary()


def test_units_go_with_types():
    for feature in vocabulary().values():
        if feature.type is FeatureType.MONEY:
            assert feature.unit == "CNY"
        if feature.type is FeatureType.RATIO:
            assert feature.unit == "1"


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        pytest.param(["id,zh"], 1, id="columns"),
        pytest.param([HEAD, "a,甲,g,money,CNY,fy1,", "a,乙,g,money,CNY,fy1,"], 3, id="twice"),
        pytest.param([HEAD, "a,甲,g,sum,CNY,fy1,"], 2, id="type"),
        pytest.param([HEAD, "a,甲,g,money,CNY,上年,"], 2, id="period"),
    ],
)
def test_strict_reading_names_the_row(lines, row):
    with pytest.raises(InputError) as caught:
        read_vocabulary(lines, "f.csv")
    assert caught.value.where.row == row
