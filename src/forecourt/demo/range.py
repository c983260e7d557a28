"""What the demo group sells: makes and series that exist, with rounded guide prices for demonstration."""

from typing import NamedTuple


class Line(NamedTuple):
    """A series: its brand, energy type, the maker's code in the VIN, trims with guide price in yuan."""

    brand: str
    series: str
    energy: str
    wmi: str
    trims: tuple[tuple[str, int], ...]


LINES = (
    Line("大众", "朗逸", "ice", "LSV", (("280TSI 舒适版", 119_900), ("280TSI 豪华版", 134_900), ("300TSI 尊贵版", 149_900))),
    Line("大众", "帕萨特", "ice", "LSV", (("330TSI 精英版", 189_900), ("380TSI 豪华版", 219_900))),
    Line("大众", "途观L", "ice", "LSV", (("330TSI 两驱舒适版", 199_900), ("380TSI 四驱旗舰版", 259_900))),
    Line("大众", "ID.4 X", "bev", "LSV", (("纯净版", 159_900), ("长续航版", 199_900))),
    Line("丰田", "凯美瑞", "hev", "LVG", (("双擎精英版", 179_800), ("双擎豪华版", 206_800))),
    Line("丰田", "汉兰达", "hev", "LVG", (("双擎豪华版", 268_800), ("双擎至尊版", 325_800))),
    Line("本田", "雅阁", "phev", "LHG", (("e:PHEV 智尊版", 225_800), ("e:PHEV 旗舰版", 258_800))),
    Line("本田", "CR-V", "ice", "LVH", (("240TURBO 舒适版", 185_900), ("240TURBO 尊贵版", 229_900))),
    Line("别克", "GL8", "ice", "LSG", (("陆尊豪华版", 319_900), ("艾维亚尊享版", 459_900))),
    Line("奥迪", "A4L", "ice", "LFV", (("40 TFSI 时尚版", 321_800), ("45 TFSI 臻选版", 399_800))),
    Line("奥迪", "Q5L", "ice", "LFV", (("40 TFSI 豪华版", 396_800), ("45 TFSI 旗舰版", 493_800))),
    Line("比亚迪", "汉", "bev", "LGX", (("EV 605KM 尊贵版", 179_800), ("EV 701KM 旗舰版", 229_800))),
    Line("比亚迪", "宋PLUS", "phev", "LGX", (("DM-i 110KM 豪华版", 135_800), ("DM-i 150KM 旗舰版", 159_800))),
    Line("吉利", "星越L", "ice", "L6T", (("2.0T 两驱尊贵版", 157_700), ("2.0T 四驱旗舰版", 185_200))),
)  # fmt: skip

COLOURS = ("珍珠白", "曜石黑", "星空灰", "极光银", "宝石蓝", "赤霞红")
INTERIORS = ("黑色", "米色", "棕色", "黑红双拼")

# Code, name, price with VAT and cost without, in yuan.
ACCESSORIES = (
    ("JP-TM01", "全车隔热膜", 2_980, 900),
    ("JP-TM02", "隐形车衣", 12_800, 5_200),
    ("JP-JD01", "全包围脚垫", 880, 260),
    ("JP-JL01", "行车记录仪", 1_280, 450),
    ("JP-DH01", "倒车影像升级", 1_680, 620),
    ("JP-ZY01", "真皮座套", 3_680, 1_450),
    ("JP-DP01", "底盘装甲", 1_980, 480),
    ("JP-CD01", "家用充电桩 7kW", 3_200, 1_900),
    ("JP-XL01", "行李架", 1_580, 560),
    ("JP-YL01", "儿童安全座椅", 1_980, 890),
)
