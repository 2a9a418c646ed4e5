"""English short names of the countries in the network, by lower-case ISO 3166-1 code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COUNTRY_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ae": "United Arab Emirates", "af": "Afghanistan", "al": "Albania", "am": "Armenia", "at": "Austria",
        "az": "Azerbaijan", "ba": "Bosnia and Herzegovina", "be": "Belgium", "bg": "Bulgaria",
        "by": "Belarus",
        "ch": "Switzerland", "cn": "China", "cy": "Cyprus", "cz": "Czechia", "de": "Germany",
        "dj": "Djibouti",
        "dk": "Denmark", "ee": "Estonia", "eg": "Egypt", "es": "Spain", "fi": "Finland", "fr": "France",
        "gb": "United Kingdom", "ge": "Georgia", "gi": "Gibraltar", "gr": "Greece", "hr": "Croatia",
        "hu": "Hungary", "id": "Indonesia", "ie": "Ireland", "il": "Israel", "in": "India", "iq": "Iraq",
        "ir": "Iran", "is": "Iceland", "it": "Italy", "jo": "Jordan", "jp": "Japan", "kg": "Kyrgyzstan",
        "kp": "North Korea", "kr": "South Korea", "kz": "Kazakhstan", "la": "Laos", "lt": "Lithuania",
        "lu": "Luxembourg", "lv": "Latvia", "ma": "Morocco", "md": "Moldova", "me": "Montenegro",
        "mk": "North Macedonia", "mm": "Myanmar", "mn": "Mongolia", "my": "Malaysia", "nl": "Netherlands",
        "no": "Norway", "om": "Oman", "pk": "Pakistan", "pl": "Poland", "pt": "Portugal", "ro": "Romania",
        "rs": "Serbia", "ru": "Russia", "sa": "Saudi Arabia", "se": "Sweden", "sg": "Singapore",
        "si": "Slovenia", "sk": "Slovakia", "sy": "Syria", "th": "Thailand", "tj": "Tajikistan",
        "tm": "Turkmenistan", "tr": "Türkiye", "ua": "Ukraine", "us": "United States", "uz": "Uzbekistan",
        "vn": "Vietnam", "ye": "Yemen", "za": "South Africa",
    }
)  # fmt: skip


def country_name(code: str) -> str:
    """Name of a country; its code in capitals where the name is not known."""
    return COUNTRY_NAMES.get(code.lower(), code.upper())
