"""Romanisations of Chinese names."""

from __future__ import annotations

import pytest

from onrecord.speakers.chinese_names import are_romanisations


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("yuhsuan", "hsueh"), ("yuxuan", "xue")),
        (("kuocheng", "chiu"), ("guozheng", "qiu")),
        (("chihwei", "hsieh"), ("zhiwei", "xie")),
        (("jungtai", "cho"), ("rongtai", "zhuo")),
        (("tzuhsuan", "lin"), ("zixuan", "lin")),
    ],
)
def test_wade_giles_is_pinyin(left: tuple[str, str], right: tuple[str, str]) -> None:
    assert are_romanisations(left, right)


def test_two_names_in_pinyin_are_compared_as_they_stand() -> None:
    assert not are_romanisations(("qing", "chen"), ("jing", "chen"))
    assert not are_romanisations(("ren", "wang"), ("zhen", "wang"))


def test_other_names_have_no_such_forms() -> None:
    assert not are_romanisations(("ann", "smith"), ("ann", "smith"))
