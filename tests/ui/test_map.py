"""The map widget with its real page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from explorer.core.itinerary import Trip
from explorer.core.network import Network
from explorer.core.results import Results, resolve
from explorer.core.scenario import Scenario
from explorer.housestyle.style import PALETTES, Theme
from explorer.ui.mapview import MapPageError
from tests.network_fixture import small_network
from tests.ui.mappage import TIMEOUT_MS, MapPage, assert_clean, map_page, open_map

__all__ = ["map_page"]

NETWORK = small_network()
TRIP = Trip("chengdu", "berlin")
QUAY = (51.2, 43.6)
STEPPE_TO_PLAIN = (57.6, 50.6)


def _answer(scenario: Scenario | None = None) -> Results:
    return resolve(NETWORK, scenario or Scenario(), TRIP)


def _show(page: MapPage, *scenarios: Scenario) -> None:
    old = None
    for scenario in scenarios:
        new = _answer(scenario)
        page.view.show_results(old, new)
        old = new
    page.wait_settled()


@pytest.fixture
def near_page(map_page: MapPage, qtbot: QtBot) -> MapPage:
    """The map so near that every node shows."""
    with qtbot.waitSignal(map_page.view.view_changed, timeout=TIMEOUT_MS):
        map_page.view.fit((49.0, 42.0, 53.5, 45.0))
    map_page.wait_settled()
    return map_page


def test_every_leg_and_node_stands_in_the_dom(map_page: MapPage) -> None:
    assert map_page.count(".leg") - map_page.count(".legend .leg") == len(NETWORK.legs)
    assert map_page.count(".node") - map_page.count(".legend .node") == len(NETWORK.nodes)
    assert map_page.js("[...explorer.network.legs.keys()].length") == len(NETWORK.legs)


def test_a_closed_node_is_octagon_word_and_accessible_name(map_page: MapPage) -> None:
    _show(map_page, Scenario(), Scenario().with_closure("frontier"))
    assert "is-closed" in map_page.classes(".node-frontier")
    assert map_page.count(".sign-frontier .octagon") == 1
    assert "Małaszewicze-Frontierclosed" in map_page.texts(".label-closed")
    assert map_page.js("document.querySelector('.node-frontier').getAttribute('aria-label')").endswith(
        ", closed"
    )


def test_reopening_puts_the_dom_back(map_page: MapPage) -> None:
    _show(map_page, Scenario())
    elements = "[...document.querySelectorAll('.leaflet-pane [class*=is-]')]"
    facts = f"{elements}.map((e) => e.getAttribute('class')).sort()"
    before = map_page.js(facts)
    _show(map_page, Scenario().with_closure("frontier").with_opened("short"), Scenario())
    assert map_page.js(facts) == before


def test_an_edit_touches_only_the_elements_that_change(map_page: MapPage) -> None:
    _show(map_page, Scenario())
    map_page.js(
        "(window.touched = new Set(), new MutationObserver((all) => all.forEach((one) => "
        "one.target.dataset.id && one.attributeName === 'class' && touched.add(one.target.dataset.id)))"
        ".observe(document.body, {attributes: true, subtree: true}), 1)"
    )
    _show(map_page, Scenario().with_closure("springfield-1"))
    assert set(map_page.js("[...touched]")) == {"springfield-1", "springfield-1--berlin"}


def test_baseline_is_a_ghost_and_the_journey_has_a_casing(map_page: MapPage) -> None:
    _show(map_page, Scenario().with_closure("frontier"))
    assert map_page.count(".ghost-band.of-plain--frontier") == 1
    assert map_page.count(".casing.of-quay--far-quay") == 1
    assert map_page.count(".now.of-quay--far-quay.mode-ferry") == 1
    assert map_page.texts(".callout text")[0] in ("Now", "Baseline")


def test_an_opened_link_is_striped_and_named(map_page: MapPage) -> None:
    _show(map_page, Scenario().with_opened("short"))
    assert (
        map_page.count(".new-line.of-chengdu--plain") == map_page.count(".new-inside.of-chengdu--plain") == 1
    )
    assert "New: Short Line" in map_page.texts(".label-new")


def test_a_closed_country_is_hatched_and_says_so(map_page: MapPage) -> None:
    _show(map_page, Scenario().with_closure("country:ru"))
    assert map_page.count(".country-ru.is-closed") == 1
    assert "RUSSIAclosed in this scenario" in map_page.texts(".label")
    _show(map_page, Scenario())
    assert map_page.count(".country-ru") == 0


def test_a_leg_closed_by_itself_carries_an_octagon(map_page: MapPage) -> None:
    _show(map_page, Scenario().with_closure("steppe--quay"))
    assert map_page.count(".sign-steppe--quay .octagon") == 1


def test_a_click_on_a_node_says_so_at_once(near_page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(near_page.view.node_clicked, timeout=TIMEOUT_MS) as caught:
        near_page.click(*QUAY)
    assert caught.args == ["quay"]


def test_a_click_beside_a_node_still_hits_it(near_page: MapPage, qtbot: QtBot) -> None:
    point = near_page.point_of(*QUAY) + QPoint(7, 7)
    with qtbot.waitSignal(near_page.view.node_clicked, timeout=TIMEOUT_MS) as caught:
        QTest.mouseClick(near_page.target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert caught.args == ["quay"]


def test_a_click_on_a_line_names_the_leg(map_page: MapPage, qtbot: QtBot) -> None:
    _show(map_page, Scenario())
    x, y = map_page.js("explorer.middleOf(explorer.network.legs.get('steppe--plain').parts)")
    x, y = map_page.js(
        f"((p) => [p.x, p.y])(explorer.map.layerPointToContainerPoint(explorer.toLayer({x}, {y})))"
    )
    with qtbot.waitSignal(map_page.view.leg_clicked, timeout=TIMEOUT_MS) as caught:
        QTest.mouseClick(
            map_page.target,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(round(x), round(y)),
        )
    assert caught.args == ["steppe--plain"]


def test_a_click_on_nothing_is_the_background(map_page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(map_page.view.background_clicked, timeout=TIMEOUT_MS):
        map_page.click(80.0, 60.0)


def test_a_double_click_toggles_and_does_not_zoom(near_page: MapPage, qtbot: QtBot) -> None:
    zoom = near_page.js("explorer.map.getZoom()")
    with qtbot.waitSignal(near_page.view.node_toggle_requested, timeout=TIMEOUT_MS) as caught:
        near_page.double_click(*QUAY)
    assert caught.args == ["quay"]
    assert near_page.js("explorer.map.getZoom()") == zoom


def test_the_context_menu_names_what_is_under_it(near_page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(near_page.view.context_menu_requested, timeout=TIMEOUT_MS) as caught:
        near_page.click(*QUAY, button=Qt.MouseButton.RightButton)
    kind, target, position, lon, lat = caught.args
    assert (kind, target) == ("node", "quay")
    assert near_page.view.mapFromGlobal(position) == near_page.point_of(*QUAY)
    assert (lon, lat) == (pytest.approx(QUAY[0], abs=0.5), pytest.approx(QUAY[1], abs=0.5))


def test_the_context_menu_knows_the_country(map_page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(map_page.view.context_menu_requested, timeout=TIMEOUT_MS) as caught:
        map_page.click(36.0, 58.0, button=Qt.MouseButton.RightButton)
    assert caught.args[:2] == ["country", "country:ru"]


def test_hovering_tells_about_the_node(near_page: MapPage, qtbot: QtBot) -> None:
    near_page.move_to(53.0, 42.5)
    near_page.move_to(*QUAY)
    qtbot.waitUntil(lambda: near_page.texts(".tip-title") == ["Quay"], timeout=TIMEOUT_MS)
    assert "Double-click closes it" in near_page.texts(".tip-hint")
    assert near_page.js("document.querySelector('.tip').hidden") is False


def test_nodes_can_be_reached_and_toggled_by_key(near_page: MapPage, qtbot: QtBot) -> None:
    _show(near_page, Scenario().with_closure("frontier"))
    assert near_page.js("document.querySelector('.node-quay').getAttribute('role')") == "button"
    near_page.js("(document.querySelector('.node-quay').focus(), 1)")
    near_page.view.view.setFocus()
    with qtbot.waitSignal(near_page.view.node_clicked, timeout=TIMEOUT_MS):
        QTest.keyClick(near_page.target, Qt.Key.Key_Return)
    with qtbot.waitSignal(near_page.view.node_toggle_requested, timeout=TIMEOUT_MS):
        QTest.keyClick(near_page.target, Qt.Key.Key_Space)


def test_selecting_and_highlighting_mark_and_unmark(map_page: MapPage) -> None:
    map_page.view.select("quay")
    map_page.view.highlight(("steppe--quay",))
    map_page.wait_settled()
    assert "is-selected" in map_page.classes(".node-quay")
    assert map_page.count(".halo.of-steppe--quay") == 1
    map_page.view.select(None)
    map_page.view.highlight(())
    map_page.wait_settled()
    assert map_page.count(".is-selected, .is-highlighted, .halo") == 0


def test_the_theme_changes_colours_and_keeps_elements(map_page: MapPage) -> None:
    _show(map_page, Scenario())
    map_page.js("(document.querySelector('.now').dataset.kept = 'yes', 1)")
    map_page.view.set_theme(Theme.DARK)
    map_page.wait_settled()
    assert (
        map_page.js("getComputedStyle(document.querySelector('.now[data-kept]')).stroke")
        == "rgb(143, 203, 255)"
    )
    assert map_page.js("explorer.style['--sea']") == PALETTES[Theme.DARK].sea


def test_the_picture_has_the_colours_of_the_tokens(map_page: MapPage, qtbot: QtBot) -> None:
    point = map_page.point_of(90.0, 40.0)

    def colour() -> str:
        return map_page.view.grab_picture().pixelColor(point).name().upper()

    qtbot.waitUntil(lambda: colour() == PALETTES[Theme.LIGHT].sea, timeout=TIMEOUT_MS)
    map_page.view.set_theme(Theme.DARK)
    qtbot.waitUntil(lambda: colour() == PALETTES[Theme.DARK].sea, timeout=TIMEOUT_MS)


def test_names_change_with_the_language(map_page: MapPage) -> None:
    _show(map_page, Scenario().with_closure("frontier"))
    map_page.view.set_language("ru")
    map_page.wait_settled()
    assert "Малашевичезакрыто" in map_page.texts(".label-closed")
    assert "закрытый пункт" in map_page.texts(".legend span")
    assert "is-closed" in map_page.classes(".node-frontier")


def test_layers_switch_and_say_so(map_page: MapPage, qtbot: QtBot) -> None:
    map_page.view.set_layers({"labels": False, "corridors": False})
    map_page.wait_settled()
    assert map_page.count(".label-country, .label-sea, .label-city") == 0
    assert "without-corridors" in map_page.classes("#map_explorer")
    with qtbot.waitSignal(map_page.view.layers_changed, timeout=TIMEOUT_MS) as caught:
        map_page.js("(document.querySelectorAll('.layer-panel input')[1].click(), 1)")
    assert caught.args[0]["rivers"] is False
    with pytest.raises(MapPageError):
        map_page.view.set_layers({"clouds": True})


def test_fit_shows_all_of_the_bounds(map_page: MapPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(map_page.view.view_changed, timeout=TIMEOUT_MS):
        map_page.view.fit((20.0, 40.0, 60.0, 60.0))
    assert map_page.js("explorer.map.getBounds().contains([[40, 20], [60, 60]])") is True


def test_the_journey_comes_into_view(map_page: MapPage) -> None:
    _show(map_page, Scenario())
    map_page.view.fly_to_itinerary()
    map_page.wait_settled()
    assert map_page.js("explorer.map.getBounds().contains([[30.6, 104], [52.5, 13.4]])") is True


def test_attribution_stays_visible(map_page: MapPage) -> None:
    assert map_page.texts(".leaflet-control-attribution") == [
        "© OpenStreetMap contributors · Natural Earth · GeoNames · SeaRoute"
    ]


def test_the_legend_folds(map_page: MapPage) -> None:
    map_page.view.fold_legend(True)
    assert map_page.js("document.querySelector('.legend-rows').checkVisibility()") is False


def test_a_page_lost_is_told_and_comes_back_as_it_was(map_page: MapPage, qtbot: QtBot) -> None:
    _show(map_page, Scenario().with_closure("frontier"))
    page = map_page.view.page
    status = page.RenderProcessTerminationStatus.CrashedTerminationStatus
    with (
        qtbot.waitSignal(map_page.view.renderer_died, timeout=TIMEOUT_MS),
        qtbot.waitSignal(map_page.view.map_ready, timeout=TIMEOUT_MS),
    ):
        page.renderProcessTerminated.emit(status, 11)
    map_page.wait_settled()
    assert "is-closed" in map_page.classes(".node-frontier")


HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>\u2028\'\\`${1}'


def _hostile_network() -> Network:
    node = NETWORK.nodes["quay"]
    bad = replace(node, name=HOSTILE, names=MappingProxyType({"en": HOSTILE, "local": HOSTILE}))
    link = replace(NETWORK.new_links["short"], name=HOSTILE)
    return replace(
        NETWORK,
        nodes=MappingProxyType({**NETWORK.nodes, "quay": bad}),
        new_links=MappingProxyType({"short": link}),
    )


def test_hostile_names_are_text_and_nothing_runs(qtbot: QtBot, tmp_path: Path) -> None:
    network = _hostile_network()
    page = open_map(qtbot, tmp_path, network)
    page.view.show_results(None, resolve(network, Scenario().with_closure("quay").with_opened("short"), TRIP))
    page.view.fit((49.0, 42.0, 53.5, 45.0))
    page.wait_settled()
    page.move_to(53.0, 42.5)
    page.move_to(*QUAY)
    qtbot.waitUntil(lambda: page.texts(".tip-title") == [HOSTILE], timeout=TIMEOUT_MS)
    assert any(HOSTILE in text for text in page.texts(".label-closed"))
    assert page.js("window.hacked === undefined") is True
    assert page.count("#map_explorer img, #map_explorer script") == 0
    assert_clean(page)
