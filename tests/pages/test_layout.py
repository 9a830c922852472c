"""Where pages lie: a layout that a web server serves by itself, and that nothing can leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.pages.layout import NotAnAddress, content_type_of, file_of, gone_file_of


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/", "index.html"),
        ("/item/10001/", "item/10001/index.html"),
        ("/feed/gsgg.atom", "feed/gsgg.atom"),
        ("/item/10001/files/0123456789ab/低保办理流程.pdf", "item/10001/files/0123456789ab/低保办理流程.pdf"),
    ],
)
def test_an_address_has_one_place(address, name):
    assert file_of(address) == name
    assert gone_file_of(address) == f".gone/{name}"


@pytest.mark.parametrize(
    "address",
    ["", "item", "//", "/a//b", "/../etc/passwd", "/a/../b", "/.gone/item/1/", "/.hidden", "/a/.b/", "/a\x00b", "/a\\b", "/" + "字" * 90],
)  # fmt: skip
def test_an_address_that_could_leave_the_store_or_is_hidden_has_none(address):
    with pytest.raises(NotAnAddress):
        file_of(address)


@given(st.text(max_size=40))
def test_no_text_leads_out_of_the_store(text):
    try:
        name = file_of("/" + text)
    except NotAnAddress:
        return
    assert not name.startswith("/")
    assert all(part not in ("", ".", "..") and not part.startswith(".") for part in name.split("/"))


def test_the_ending_decides_the_type_and_unknown_ones_run_nowhere():
    assert content_type_of("/item/1/") == "text/html; charset=utf-8"
    assert content_type_of("/feed/a.atom") == "application/atom+xml; charset=utf-8"
    assert content_type_of("/x/a.exe") == "application/octet-stream"
