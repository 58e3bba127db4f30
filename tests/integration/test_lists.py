"""Vietnamese lists in every variety courts were seen to write are read to the very rows they were made
from, or refused with the reason."""
import json
import subprocess

import pytest

import lists
from process import PROGRAMS

CORPUS = lists.corpus()


def parse(one):
    options = [x for name, value in one.options.items() for x in (f"--{name}", value)]
    done = subprocess.run([PROGRAMS / "dutyparse", *options], input=one.content, capture_output=True,
                          timeout=20, check=True)
    return json.loads(done.stdout)


def test_the_corpus_has_at_least_sixty_lists_and_no_two_alike():
    assert len(CORPUS) >= 60
    assert len({c.name for c in CORPUS}) == len({c.content for c in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("one", CORPUS, ids=lambda c: c.name)
def test_a_list_is_read_to_the_rows_it_was_made_from(one):
    read = parse(one)
    if one.refusal:
        assert read.get("error") == one.refusal, read
        return
    assert [r["errors"] for r in read["rows"]] == [[]] * len(one.rows), read
    assert [{k: v for k, v in r["fields"].items() if v is not None} for r in read["rows"]] == one.rows
