"""The committed page: rendered by folium, local files only, locked by its policy."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys

from explorer import assets
from explorer.webmap import page


def _text() -> str:
    return page.page_path().read_text(encoding="utf-8")


def test_the_committed_page_is_what_folium_renders() -> None:
    assert _text() == page.render(), "run python -m explorer.webmap.page"


def test_the_page_names_no_outside_address() -> None:
    addresses = re.findall(r"[\w+.-]+://[^\s\"'<>]+", _text())
    assert addresses
    assert all(address.startswith(page.BASE_URL) for address in addresses)
    assert not re.search(r"(?:src|href)\s*=\s*[\"']//", _text())


def test_own_scripts_and_styles_name_no_outside_address() -> None:
    for file in (assets.resources_dir() / "web").iterdir():
        text = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://", text), file.name


def test_the_policy_comes_first_and_allows_nothing_from_outside() -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', _text())
    assert policy is not None
    assert policy.start() < _text().index("<script")
    rules = dict(rule.strip().split(" ", 1) for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert "'unsafe-inline'" not in rules["script-src"]
    assert "'unsafe-eval'" not in policy[1]
    assert "http" not in policy[1]


def test_every_inline_script_has_its_hash_in_the_policy() -> None:
    scripts = re.findall(r"<script>(.*?)</script>", _text(), re.DOTALL)
    assert scripts
    for script in scripts:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in _text()


def test_all_files_of_the_page_are_there() -> None:
    web, leaflet = assets.resources_dir() / "web", assets.leaflet_dir()
    for name in (*page.SCRIPTS, *page.STYLES):
        if name != "qwebchannel.js":
            assert (leaflet if name.startswith("leaflet") else web).joinpath(name).is_file(), name


def test_scripts_never_build_html_from_text() -> None:
    for file in (assets.resources_dir() / "web").glob("*.js"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
        ), file


def test_importing_the_page_does_not_import_folium() -> None:
    code = "import sys, explorer.webmap.page, explorer.webmap.marking; sys.exit('folium' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
