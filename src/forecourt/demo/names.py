"""Names and numbers of people who are obviously not real."""

from random import Random

# The most frequent family names; the given names all say that the person is made up for a demonstration.
FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "尹黎易常武乔贺赖龚文单解仇"
)
GIVEN = ("演示", "示例", "样本", "模拟", "试用", "测试", "虚构", "范例", "样例", "演练")
COMPANY = ("示范贸易", "演示物流", "样例建材", "模拟科技", "范例餐饮", "试用租车")


def person_name(dice: Random) -> str:
    """A family name with a given name that says: for demonstration."""
    return dice.choice(FAMILY) + dice.choice(GIVEN)


def company_name(dice: Random, city: str) -> str:
    """A company that says the same."""
    return f"{city}{dice.choice(COMPANY)}{dice.randrange(1, 1000)}号有限公司"


def customer_phone(number: int) -> str:
    """The n-th made-up mobile number: eleven digits from one block, each used once."""
    return f"199{number:08d}"


def staff_phone(number: int) -> str:
    """The n-th made-up number of a colleague, from another block."""
    return f"198{number:08d}"
