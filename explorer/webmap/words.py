"""The few words on the map, by language, and how figures are written there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from explorer.core.network import Node

NARROW_SPACE = "\u202f"
EN_DASH = "\u2013"

_EN = {
    "map": "Map of freight corridors",
    "legend": "Legend",
    "layers": "Layers",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
    "now": "Now",
    "baseline": "Baseline",
    "now_rail": "now, rail",
    "now_water": "now, by water",
    "new_link": "new link",
    "other_corridor": "other corridor",
    "baseline_line": "baseline",
    "before": "Before",
    "after": "After",
    "lost_line": "no longer used",
    "gained_line": "used instead",
    "kept_line": "as before",
    "altered_line": "other days",
    "no_longer": "no longer used",
    "instead": "used instead",
    "closed_place": "closed place",
    "closed_country": "closed country",
    "not_in_use": "not in use",
    "border": "border crossing",
    "port": "port",
    "chokepoint": "strait or canal",
    "terminal": "terminal",
    "city": "city",
    "junction": "junction",
    "city_junction": "city, junction",
    "closed": "closed",
    "closed_country_note": "closed in this scenario",
    "new": "New: {name}",
    "origin": "origin",
    "destination": "destination",
    "railways": "Other railways",
    "rivers": "Rivers",
    "corridors": "Other corridors",
    "labels": "Place names",
    "country": "Country",
    "stay": "Stay when due",
    "source": "Source",
    "toggle_close": "Double-click closes it",
    "toggle_open": "Double-click reopens it",
    "toggle_close_leg": "Double-click closes this line",
    "rail": "rail",
    "sea": "sea",
    "ferry": "ferry",
    "road": "road",
    "length": "Length",
    "gauge": "Gauge",
    "speed": "Speed with stops",
    "ride": "Ride",
    "state": "State",
    "open": "open",
    "suspended": "not in use",
    "construction": "under construction",
    "planned": "planned",
    "season": "Open",
    "estimate": "estimate",
    "days": "d",
}

_RU = {
    "map": "Карта грузовых коридоров",
    "legend": "Обозначения",
    "layers": "Слои",
    "zoom_in": "Приблизить",
    "zoom_out": "Отдалить",
    "now": "Сейчас",
    "baseline": "Исходный путь",
    "now_rail": "сейчас, по рельсам",
    "now_water": "сейчас, по воде",
    "new_link": "новая линия",
    "other_corridor": "другой коридор",
    "baseline_line": "исходный путь",
    "before": "До",
    "after": "После",
    "lost_line": "больше не используется",
    "gained_line": "используется взамен",
    "kept_line": "как прежде",
    "altered_line": "другой срок",
    "no_longer": "больше не используется",
    "instead": "взамен",
    "closed_place": "закрытый пункт",
    "closed_country": "закрытая страна",
    "not_in_use": "не используется",
    "border": "погранпереход",
    "port": "порт",
    "chokepoint": "пролив или канал",
    "terminal": "терминал",
    "city": "город",
    "junction": "узел",
    "city_junction": "город, узел",
    "closed": "закрыто",
    "closed_country_note": "закрыта в этом сценарии",
    "new": "Новое: {name}",
    "origin": "отправление",
    "destination": "назначение",
    "railways": "Другие железные дороги",
    "rivers": "Реки",
    "corridors": "Другие коридоры",
    "labels": "Названия",
    "country": "Страна",
    "stay": "Стоянка, если нужна",
    "source": "Источник",
    "toggle_close": "Двойной щелчок закроет",
    "toggle_open": "Двойной щелчок откроет",
    "toggle_close_leg": "Двойной щелчок закроет линию",
    "rail": "железная дорога",
    "sea": "море",
    "ferry": "паром",
    "road": "автодорога",
    "length": "Длина",
    "gauge": "Колея",
    "speed": "Скорость с остановками",
    "ride": "В пути",
    "state": "Состояние",
    "open": "открыто",
    "suspended": "не используется",
    "construction": "строится",
    "planned": "планируется",
    "season": "Открыто",
    "estimate": "оценка",
    "days": "сут",
}

_ZH = {
    "map": "货运走廊地图",
    "legend": "图例",
    "layers": "图层",
    "zoom_in": "放大",
    "zoom_out": "缩小",
    "now": "现在",
    "baseline": "基准",
    "now_rail": "现在，铁路",
    "now_water": "现在，水路",
    "new_link": "新线",
    "other_corridor": "其他走廊",
    "baseline_line": "基准",
    "before": "之前",
    "after": "之后",
    "lost_line": "不再使用",
    "gained_line": "改用",
    "kept_line": "不变",
    "altered_line": "天数不同",
    "no_longer": "不再使用",
    "instead": "改用",
    "closed_place": "关闭的地点",
    "closed_country": "关闭的国家",
    "not_in_use": "未使用",
    "border": "口岸",
    "port": "港口",
    "chokepoint": "海峡或运河",
    "terminal": "场站",
    "city": "城市",
    "junction": "枢纽",
    "city_junction": "城市，枢纽",
    "closed": "已关闭",
    "closed_country_note": "本情景中关闭",
    "new": "新：{name}",
    "origin": "起点",
    "destination": "终点",
    "railways": "其他铁路",
    "rivers": "河流",
    "corridors": "其他走廊",
    "labels": "地名",
    "country": "国家",
    "stay": "停留（如需）",
    "source": "来源",
    "toggle_close": "双击关闭",
    "toggle_open": "双击重开",
    "toggle_close_leg": "双击关闭此线",
    "rail": "铁路",
    "sea": "海运",
    "ferry": "轮渡",
    "road": "公路",
    "length": "长度",
    "gauge": "轨距",
    "speed": "含停站速度",
    "ride": "行程",
    "state": "状态",
    "open": "开放",
    "suspended": "未使用",
    "construction": "在建",
    "planned": "规划",
    "season": "开放",
    "estimate": "估计",
    "days": "天",
}

SHORT_COUNTRIES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "en": {"cn": "China", "cz": "Czechia", "ae": "UAE"},
        "ru": {"cn": "Китай", "ae": "ОАЭ"},
        "zh": {"cn": "中国", "ae": "阿联酋"},
    }
)
"""Country names as a map has room for them, where the basemap carries the official ones."""

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _EN, "ru": _RU, "zh": _ZH})


def words(language: str) -> Mapping[str, str]:
    """All words of the map in a language; English where it has none."""
    return WORDS.get(language.split("_", maxsplit=1)[0].split("-", maxsplit=1)[0], _EN)


def node_name(node: Node, language: str) -> str:
    """A node's name in a language; the English one where the tables have none."""
    return node.names.get(language, node.name)


def label_name(node: Node, language: str) -> str:
    """A node's name as it stands on the map: without what the tables add in brackets."""
    return node_name(node, language).split(" (")[0].split("（")[0]


def format_km(km: float) -> str:
    """Whole kilometres with thin thousands: `12 677 km`."""
    return f"{km:,.0f}".replace(",", NARROW_SPACE) + " km"


def format_days(days: float, unit: str = "d") -> str:
    """Days with one decimal: `31.5 d`."""
    return f"{days:.1f} {unit}"
