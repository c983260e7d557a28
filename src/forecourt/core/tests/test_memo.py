"""What is remembered is asked for once, until it is forgotten or old."""

from forecourt.core.memo import remembered


def counted(seconds):
    asked = []

    @remembered(seconds)
    def number():
        asked.append(1)
        return len(asked)

    return number


def test_a_result_is_kept_until_it_is_forgotten():
    number = counted(60)

    assert [number(), number()] == [1, 1]
    number.forget()
    assert number() == 2


def test_a_result_grows_old():
    number = counted(-1)

    assert [number(), number()] == [1, 2]
