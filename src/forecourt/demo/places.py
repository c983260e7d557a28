"""Cities with their position (WGS-84) and the regions they fall in."""

from typing import NamedTuple


class City(NamedTuple):
    """A city: letters for store codes, position in millionths of a degree."""

    name: str
    code: str
    region: str
    latitude_e6: int
    longitude_e6: int


REGIONS = {"HD": "华东大区", "HN": "华南大区", "HB": "华北大区", "XN": "西南大区", "HZ": "华中大区"}

CITIES = (
    City("上海", "SH", "HD", 31_230_400, 121_473_700),
    City("杭州", "HZ", "HD", 30_274_100, 120_155_100),
    City("南京", "NJ", "HD", 32_060_300, 118_796_900),
    City("苏州", "SZ", "HD", 31_298_900, 120_585_300),
    City("广州", "GZ", "HN", 23_129_100, 113_264_400),
    City("深圳", "SN", "HN", 22_543_100, 114_057_900),
    City("北京", "BJ", "HB", 39_904_200, 116_407_400),
    City("天津", "TJ", "HB", 39_084_200, 117_200_900),
    City("成都", "CD", "XN", 30_572_800, 104_066_800),
    City("重庆", "CQ", "XN", 29_563_000, 106_551_600),
    City("武汉", "WH", "HZ", 30_592_800, 114_305_500),
    City("长沙", "CS", "HZ", 28_228_200, 112_938_800),
)
