#!/usr/bin/python3
"""Adds sentences to the three catalogues, beside those of the same area, or changes them.

add.py KEY 'tiếng Việt' 'ភាសាខ្មែរ' 'English'
add.py < FILE       many at once: KEY, vi, km, en on a line, separated by tabs
"""
import fcntl
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def entry(key, sentence):
    text = sentence.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'msgid "{key}"\nmsgstr "{text}"\n'


def put(text, key, sentence):
    old = re.search(rf'msgid "{re.escape(key)}"\nmsgstr .*\n(?:".*\n)*', text)
    if old:
        return text[:old.start()] + entry(key, sentence) + text[old.end():]
    area = re.escape(key.partition(".")[0])
    same = list(re.finditer(rf'msgid "{area}\..*"\nmsgstr .*\n(?:".*\n)*', text))
    if same:
        at = same[-1].end()
        return text[:at] + "\n" + entry(key, sentence) + text[at:]
    return text.rstrip("\n") + "\n\n" + entry(key, sentence)


def main(rows):
    lock = os.open(HERE, os.O_RDONLY)  # two people adding at once would lose one's sentences
    fcntl.flock(lock, fcntl.LOCK_EX)
    for lang, column in (("vi", 1), ("km", 2), ("en", 3)):
        path = os.path.join(HERE, f"{lang}.po")
        with open(path, encoding="utf-8") as f:
            text = f.read()
        for row in rows:
            text = put(text, row[0], row[column])
        with open(path, "w", encoding="utf-8") as f:
            f.write(text)


if __name__ == "__main__":
    given = [sys.argv[1:]] if len(sys.argv) > 1 else \
        [line.rstrip("\n").split("\t") for line in sys.stdin if line.strip()]
    if any(len(row) != 4 for row in given):
        sys.exit(__doc__)
    main(given)
