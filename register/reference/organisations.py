"""Organisations beside the municipalities: joint services, UWV and agencies; made-up names."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JointService:
    """A service (ISD, Werkplein) that works for neighbouring municipalities; members by code."""

    name: str
    town: str
    province: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation that is no municipality: UWV, or a firm that lends klantmanagers."""

    name: str
    town: str
    province: str


JOINT_SERVICES: tuple[JointService, ...] = (
    JointService(
        name="ISD Oldeklei",
        town="Winschoten",
        province="Groningen",
        members=("GM1895", "GM0765", "GM0047", "GM0037"),
    ),
    JointService(
        name="Werkplein De Terpen",
        town="Dokkum",
        province="Fryslân",
        members=("GM1970", "GM1891", "GM0737", "GM0059"),
    ),
    JointService(
        name="Werkplein Veen en Es",
        town="Assen",
        province="Drenthe",
        members=("GM0106", "GM1680", "GM1730", "GM1731"),
    ),
    JointService(
        name="ISD Vechtstreek",
        town="Hardenberg",
        province="Overijssel",
        members=("GM0160", "GM0175", "GM0148"),
    ),
    JointService(
        name="Werkplein Dinkelstroom",
        town="Oldenzaal",
        province="Overijssel",
        members=("GM0173", "GM1774", "GM0168", "GM0183"),
    ),
    JointService(
        name="ISD Slingewaard",
        town="Winterswijk",
        province="Gelderland",
        members=("GM0294", "GM0197", "GM1586", "GM1859"),
    ),
    JointService(
        name="Werkplein Linge en Waal",
        town="Tiel",
        province="Gelderland",
        members=("GM0281", "GM1740", "GM0214", "GM1960"),
    ),
    JointService(
        name="Sociale Dienst Kromme Rand",
        town="Zeist",
        province="Utrecht",
        members=("GM0355", "GM0312", "GM0310", "GM0352", "GM1581"),
    ),
    JointService(
        name="Werkplein West-Friese Kust",
        town="Hoorn",
        province="Noord-Holland",
        members=("GM0405", "GM0388", "GM0420", "GM0498", "GM0532", "GM1598", "GM0432"),
    ),
    JointService(
        name="ISD Bloemenstreek",
        town="Lisse",
        province="Zuid-Holland",
        members=("GM0553", "GM0534", "GM1525", "GM0575"),
    ),
    JointService(
        name="Sociale Dienst Merwekant",
        town="Dordrecht",
        province="Zuid-Holland",
        members=("GM0505", "GM0590", "GM0610", "GM0482", "GM0642", "GM0531", "GM0523"),
    ),
    JointService(
        name="Werkplein Zilte Delta",
        town="Goes",
        province="Zeeland",
        members=("GM0664", "GM0654", "GM0678", "GM0703", "GM1695"),
    ),
    JointService(
        name="Werkplein Peelhorst",
        town="Helmond",
        province="Noord-Brabant",
        members=("GM0794", "GM0743", "GM0762", "GM0847", "GM1652", "GM1659"),
    ),
    JointService(
        name="ISD Mergeldal",
        town="Gulpen",
        province="Limburg",
        members=("GM1729", "GM0981", "GM0994", "GM0938", "GM1903"),
    ),
)

UWV = Agency(name="UWV", town="Amsterdam", province="Noord-Holland")

AGENCIES: tuple[Agency, ...] = (
    Agency(name="Bureau Vaart in Werk", town="Zwolle", province="Overijssel"),
    Agency(name="De Klantmanagerspoule", town="Utrecht", province="Utrecht"),
    Agency(name="Halte Schuldenrust", town="Tilburg", province="Noord-Brabant"),
)
