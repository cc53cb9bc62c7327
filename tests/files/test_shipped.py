"""The files that come with promocalc."""

from __future__ import annotations

from pathlib import Path

import pytest

from promocalc.files import shipped as module
from promocalc.files.claims import open_claims
from promocalc.files.load import load_cart, load_rulebook, open_case
from promocalc.files.shipped import Shipped, find, folder, shipped
from promocalc.files.standards import load_standard


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in {
        "dialects/base.yaml": "rulebook: base\ntitle: {zh: 底, en: Base}\ndefaults: {floor: 0.01}\n",
        "cn/tmall-2020.yaml": (
            "# a comment\nrulebook: tmall-2020\ntitle:\n  zh: 天猫\n  en: Tmall\nextends: base\n"
            "rules:\n  a: {take: {off: 1}}\nprice: [a]\n"
        ),
        "cn/tmall-2020.cart.yaml": "cart: tmall-2020\nrulebook: tmall-2020\nlines: [{price: 10}]\n",
        "world/untitled.yaml": "rulebook: untitled\n",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "folder", lambda: tmp_path)
    module._all.cache_clear()
    yield tmp_path
    module._all.cache_clear()


def test_they_are_found_in_a_checkout() -> None:
    place = folder()
    assert place is not None
    assert (place / "dialects").is_dir()


@pytest.mark.usefixtures("rules")
class TestListing:
    def test_names_are_file_names(self) -> None:
        assert [(one.group, one.name, one.kind) for one in shipped()] == [
            ("cn", "tmall-2020", "cart"),
            ("cn", "tmall-2020", "rulebook"),
            ("dialects", "base", "rulebook"),
            ("world", "untitled", "rulebook"),
        ]

    def test_titles_are_read_from_the_head(self) -> None:
        titles = {one.name: one.title for one in shipped("rulebook")}
        assert (titles["tmall-2020"].zh, titles["base"].en, titles["untitled"].zh) == ("天猫", "Base", "untitled")

    def test_one_is_found_by_name_or_with_its_folder(self) -> None:
        assert find("base") is not None
        assert find("dialects/base") == find("base")
        assert find("tmall-2020", "cart") != find("tmall-2020")
        assert find("nothing") is None

    def test_it_loads_by_name_and_extends_by_name(self) -> None:
        assert str(load_rulebook("tmall-2020").effective_defaults.floor) == "0.01"
        assert load_cart("tmall-2020").name == "tmall-2020"
        assert open_case("tmall-2020")[1].value.name == "tmall-2020"

    def test_a_file_here_goes_before_a_shipped_one(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "base").write_text("rulebook: mine\n")
        monkeypatch.chdir(tmp_path)
        assert load_rulebook("base").name == "mine"


@pytest.mark.parametrize("one", shipped(), ids=lambda one: f"{one.group}/{one.path.name}")
def test_every_shipped_file_loads_and_goes_by_its_name(one: Shipped) -> None:
    if one.kind == "standard":
        assert load_standard(one.path).standard == one.name
    elif one.kind == "claims":
        assert open_claims(one.path).value.claims == one.name
    else:
        assert (load_rulebook if one.kind == "rulebook" else load_cart)(one.path).name == one.name
    assert one.title.en
