"""A small province whose people every test knows, and what each may do.

Tỉnh ủy Sơn Hà (province)
├── Đảng ủy xã An Bình (commune)
│   ├── Chi bộ Thôn Đông (cell)
│   └── Chi bộ Thôn Hạ (cell)
└── Đảng ủy xã Suối Giàng (commune)
    └── Chi bộ Bản Lè (cell)
"""

from dataclasses import dataclass

from tests import factories
from tusoi.organisations.models import Organisation
from tusoi.organisations.scope import Actor


@dataclass(frozen=True)
class Cast:
    province: Organisation
    an_binh: Organisation
    thon_dong: Organisation
    thon_ha: Organisation
    suoi_giang: Organisation
    ban_le: Organisation
    may: Actor
    """Office of the province: registers, issues, reviews."""
    inspector: Actor
    """Inspection commission of the province: issues and reviews, does not answer."""
    admin: Actor
    """Administrator of the province: changes the tree, people, accounts; no duties."""
    lan: Actor
    """Office of An Bình: answers for An Bình, cascades to its cells."""
    tuong: Actor
    """Office of Suối Giàng: the sibling that must see nothing of An Bình."""
    noi: Actor
    """Secretary of the cell Thôn Đông."""
    pha: Actor
    """Secretary of the cell Thôn Hạ: sibling of Thôn Đông."""
    sua: Actor
    """Committee member of An Bình: reads, and answers for himself only."""

    @property
    def everybody(self) -> dict[str, Actor]:
        return {
            name: getattr(self, name) for name in ("may", "inspector", "admin", "lan", "tuong", "noi", "pha", "sua")
        }


def small_province() -> Cast:
    province = factories.organisation("Tỉnh ủy Sơn Hà", "province", short_name="Sơn Hà", place_name="Sơn Hà")
    an_binh = factories.organisation("Đảng ủy xã An Bình", "commune", province, short_name="An Bình")
    suoi_giang = factories.organisation("Đảng ủy xã Suối Giàng", "commune", province, short_name="Suối Giàng")
    thon_dong = factories.organisation("Chi bộ Thôn Đông", "cell", an_binh)
    thon_ha = factories.organisation("Chi bộ Thôn Hạ", "cell", an_binh)
    ban_le = factories.organisation("Chi bộ Bản Lè", "cell", suoi_giang)
    return Cast(
        province=province,
        an_binh=an_binh,
        thon_dong=thon_dong,
        thon_ha=thon_ha,
        suoi_giang=suoi_giang,
        ban_le=ban_le,
        may=factories.actor("van-phong", province, name="Hà Thị Mây", username="may"),
        inspector=factories.actor("kiem-tra", province, name="Vi Văn Sáng", username="sang"),
        admin=factories.actor("quan-tri", province, name="Đinh Công Lâm", username="lam"),
        lan=factories.actor("van-phong", an_binh, name="Lò Thị Lan", username="lan"),
        tuong=factories.actor("van-phong", suoi_giang, name="Vi Văn Tưởng", username="tuong"),
        noi=factories.actor("bi-thu", thon_dong, name="Lò Văn Nọi", username="noi"),
        pha=factories.actor("bi-thu", thon_ha, name="Lò Văn Pha", username="pha"),
        sua=factories.actor("uy-vien", an_binh, name="Mùa Thị Sua", username="sua"),
    )
