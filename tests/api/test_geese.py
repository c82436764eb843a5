"""The picture of the formation: heads in front, level wings, nobody on top of another."""

from hypothesis import given
from hypothesis import strategies as st

from api.console.geese import WIDTH, fly

SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=5)


def _tiers(sizes):
    return [(i, [f"{i}-{n}" for n in range(size)]) for i, size in enumerate(sizes)]


@given(SIZES)
def test_every_firm_flies_once_inside_the_picture_and_apart(sizes):
    tiers = _tiers(sizes)
    picture = fly(tiers)
    assert [goose.key for goose in picture.geese] == [key for _, keys in tiers for key in keys]
    assert len({(goose.x, goose.y) for goose in picture.geese}) == len(picture.geese)
    assert all(0 < goose.x < WIDTH and 0 < goose.y < picture.height for goose in picture.geese)


@given(SIZES)
def test_later_tiers_fly_behind_and_wings_are_level(sizes):
    picture = fly(_tiers(sizes))
    place = picture.place()
    rows = {}
    for goose in picture.geese:
        rows.setdefault(goose.y, []).append(goose.side)
    assert all(sorted(sides) in ([0], [-1], [-1, 1]) for sides in rows.values())
    bottoms = [band.bottom for band in picture.bands]
    assert bottoms == sorted(bottoms)
    for band in picture.bands:
        ys = [place[key].y for key in place if key.startswith(f"{band.tier}-")]
        assert len(ys) == band.count
        assert all(band.top <= y <= band.bottom for y in ys)


def test_one_head_is_the_point_and_its_followers_spread():
    picture = fly([(0, ["head"]), (1, ["a", "b", "c"])])
    head, a, b, c = picture.geese
    assert head.side == 0
    assert (a.side, b.side, c.side) == (-1, 1, -1)
    assert a.x < head.x < b.x
    assert c.x < a.x
    assert head.y < a.y == b.y < c.y
