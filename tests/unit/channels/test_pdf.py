"""Paper made of a page alone."""

import pytest
from weasyprint.urls import FatalURLFetchingError  # type: ignore[import-untyped]

from channels.pdf import to_pdf


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1:9/x", "data:,x"])
def test_a_page_that_would_load_something_is_refused(address: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        to_pdf(f'<html lang="nl"><title>x</title><img alt="" src="{address}">')
