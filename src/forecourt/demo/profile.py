"""How large a demo group is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """Numbers of things to make; `days` is the length of the history that ends today."""

    stores: int
    staff: int
    customers: int
    leads: int
    stock: int
    sales: int
    days: int = 730

    @classmethod
    def of_scale(cls, scale: float) -> "Profile":
        """Scale 1 is a group of 12 stores; the rest grows with the scale, and there is at least one store."""
        return cls(
            stores=max(1, round(12 * scale)),
            staff=max(12, round(150 * scale)),
            customers=max(40, round(8_000 * scale)),
            leads=max(50, round(9_000 * scale)),
            stock=max(20, round(1_200 * scale)),
            sales=max(20, round(5_000 * scale)),
        )

    @classmethod
    def benchmark(cls, times: int = 1) -> "Profile":
        """100 stores, 220,000 leads, 250,000 vehicles, 50,000 of them sold; `times` multiplies all but the stores."""
        return cls(
            stores=100,
            staff=2_000,
            customers=200_000 * times,
            leads=220_000 * times,
            stock=200_000 * times,
            sales=50_000 * times,
        )
