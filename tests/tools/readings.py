#!/usr/bin/env python3
"""Makes config/readings.dic.zst, the dictionary of readings inside the program.

    pip download --no-deps --no-binary :all: --dest DIR unidic-lite==1.0.8
    tests/tools/readings.py DIR/unidic-lite-1.0.8.tar.gz

Needs Python 3.9 or later and the `zstd` tool, nothing else; takes about half a minute.

Source: UniDic 2.1.2 as packed in the PyPI package unidic-lite 1.0.8, used under the BSD option of its three
licences (config/readings.LICENSE, which travels with the file). Own corrections are not in here: they stand
in config/readings.toml and are read by the program.

The output is the same on every run: SHA256_RAW is the digest of the unpacked file, SHA256_ZST of the packed one
(zstd 1.5.4; another version of the tool may pack otherwise, so a difference there is only told).

What is kept
    Words that start with a kanji, with every reading that is not far behind the best one, its cost (700 per
    natural logarithm, as trained by UniDic) and its class. Of verbs and adjectives only as much okurigana as
    decides the reading. A single kanji gets its likeliest on-reading as a last resort.
Classes
    UniDic's 5,981 connection types come down to the 20 or so that matter inside a run of kanji. The cost of one
    class after another is the mean of UniDic's connection costs, weighted by how common the words are.
File, after unpacking: a header text ending with a zero byte, then numbers, least significant byte first
    u32 classes, then i16 cost[before][after]; class 0 is what surrounds a run
    u32 letters, then u32 each: the characters of the words, rising
    u32 nodes: a trie level by level, node 0 the root. Columns: children u16, entries u8, letter u16 (its number)
    u32 entries in the order of the nodes. Columns: class u8 (with VOICED, ALSO), cost u8 (in steps of STEP), reading length u8
    u32 reading bytes: kana as their distance from U+3041, 0x56 is the long mark
"""

import array
import collections
import csv
import hashlib
import math
import struct
import subprocess
import sys
import tarfile
from pathlib import Path

PACKAGE = "unidic-lite-1.0.8"
PACKAGE_SHA256 = "db9d4572d9fdd4d00a97949d4b0741ec480ee05a7e7e2e32f547500dae27b245"
SHA256_RAW = "f477825a282f52778d25b4a4f9380e99f4bcfc0a95144a9bbb44e7917455c31b"
SHA256_ZST = "dfcabf2c3ba615d9e4902060022aab59240d39dbefbd0daabfe35e0a4e40854f"
ROOT = Path(__file__).resolve().parents[2]

STEP = 80
FAR = 6000
LAST_RESORT = 13000
VOICED = 0x80
# A dearer reading of a class that the word has already: never on the cheapest way, kept as another reading.
ALSO = 0x40

# Class numbers; src/search/reading/lattice.rs knows EDGE, NUMERAL, FOREIGN and HAN by number.
CLASSES = [
    "edge", "numeral", "foreign", "han", "han counter", "wa", "wa counter", "mixed",
    "surname", "given name", "place", "proper",
    "suffix han", "suffix wa", "suffix han counter", "suffix wa counter",
    "prefix han", "prefix wa", "verb", "other",
]
CHINESE = [CLASSES.index(name) for name in CLASSES if name == "numeral" or "han" in name]


def is_kanji(c):
    return "\u3400" <= c <= "\u4dbf" or "\u4e00" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" \
        or ord(c) >= 0x20000 or c in "々〆〇"


def is_hiragana(c):
    return "\u3041" <= c <= "\u3096"


def kana_codes(reading):
    """The reading as kana codes, or None if it has anything else in it."""
    codes = []
    for c in reading:
        if "\u30a1" <= c <= "\u30f6":
            codes.append(ord(c) - 0x30A1)
        elif "\u3041" <= c <= "\u3096":
            codes.append(ord(c) - 0x3041)
        elif c == "ー":
            codes.append(0x56)
        else:
            return None
    return bytes(codes)


def lexicon(sys_dic):
    """Surface, left id, right id, cost and features of every word in a MeCab dictionary."""
    _, _, _, _, _, _, dsize, tsize, fsize, _ = struct.unpack_from("<10I", sys_dic)
    at = 72
    units = dsize // 8
    cells = struct.unpack_from(f"<{units * 2}i", sys_dic, at)
    base, check = cells[0::2], cells[1::2]
    children = collections.defaultdict(list)
    for place, parent in enumerate(check):
        if parent:
            children[parent].append(place)
    token_at = at + dsize
    feature_at = token_at + tsize
    stack = [(base[0], b"")]
    while stack:
        here, so_far = stack.pop()
        for place in children.get(here, ()):
            step = place - here
            if step == 0 and base[place] < 0:
                value = -base[place] - 1
                for number in range(value >> 8, (value >> 8) + (value & 255)):
                    left, right, _, cost, feature, _ = struct.unpack_from(
                        "<HHHhII", sys_dic, token_at + number * 16)
                    start = feature_at + feature
                    features = sys_dic[start:sys_dic.index(b"\0", start)].decode()
                    yield so_far.decode(), left, right, cost, features
            elif 0 < step <= 256:
                stack.append((base[place], so_far + bytes([step - 1])))


def class_of(pos, origin):
    """The number of the class of a word."""
    kind, second, third, fourth = pos
    counter = " counter" if third.startswith("助数詞") else ""
    if kind == "名詞" and second == "固有名詞":
        name = {"姓": "surname", "名": "given name"}.get(fourth) or ("place" if third == "地名" else "proper")
    elif kind == "名詞" and second == "数詞":
        name = "numeral"
    elif kind == "名詞":
        name = {"漢": "han" + counter, "和": "wa" + counter, "混": "mixed"}.get(origin, "foreign")
    elif kind == "接尾辞" and second == "名詞的":
        name = ("suffix wa" if origin == "和" else "suffix han") + counter
    elif kind == "接頭辞":
        name = "prefix wa" if origin == "和" else "prefix han"
    elif kind in ("動詞", "形容詞", "接尾辞"):
        name = "verb"
    else:
        name = "other"
    return CLASSES.index(name)


def connections(words, matrix_bin):
    """The cost of each class after each class."""
    left_size, _ = struct.unpack_from("<HH", matrix_bin)
    costs = array.array("h")
    costs.frombytes(matrix_bin[4:])
    if sys.byteorder == "big":
        costs.byteswap()
    ends = [(collections.Counter(), collections.Counter()) for _ in CLASSES]
    ends[0][0][0] = ends[0][1][0] = 1
    for _, left, right, cost, number, _ in words:
        # Whole numbers, so that no order of adding can matter.
        weight = round(1e9 * math.exp(-cost / 3000))
        ends[number][0][left] += weight
        ends[number][1][right] += weight
    top = [tuple(sorted(side.items(), key=lambda i: (-i[1], i[0]))[:25] for side in both) for both in ends]
    table = []
    for before in range(len(CLASSES)):
        for after in range(len(CLASSES)):
            total = weights = 0
            for right, one in top[before][1]:
                for left, other in top[after][0]:
                    weight = one * other
                    weights += weight
                    total += weight * costs[right + left_size * left]
            table.append(total // weights if weights else 0)
    return table


def shorten(inflected):
    """Verbs and adjectives with as little okurigana as decides the reading of the kanji before it."""
    stems = collections.defaultdict(list)
    kept = {}

    def keep(surface, reading, number, cost):
        key = (surface, reading, number)
        kept[key] = min(cost, kept.get(key, cost))

    for surface, reading, number, cost in inflected:
        kanji = len(surface)
        while is_hiragana(surface[kanji - 1]):
            kanji -= 1
        okurigana = surface[kanji:]
        tail = kana_codes(okurigana)
        if not okurigana or not is_kanji(surface[kanji - 1]) or not reading.endswith(tail) or len(reading) == len(tail):
            keep(surface, reading, number, cost)
            continue
        stems[surface[:kanji], number].append((okurigana, reading[:len(reading) - len(tail)], cost))
    for (kanji, number), forms in sorted(stems.items()):
        longest = max(len(okurigana) for okurigana, _, _ in forms)
        for length in range(1, longest + 1):
            groups = collections.defaultdict(list)
            for form in forms:
                groups[form[0][:length]].append(form)
            forms = []
            for start, group in sorted(groups.items()):
                sounds = {reading for _, reading, _ in group}
                done = [form for form in group if len(form[0]) <= length or len(sounds) == 1]
                for _, reading, cost in done:
                    keep(kanji + start, reading + kana_codes(start), number, cost)
                if len(sounds) > 1:
                    forms += [form for form in group if len(form[0]) > length]
    return [(surface, reading, number, cost) for (surface, reading, number), cost in kept.items()]


def on_readings(words):
    """The likeliest Chinese reading of each kanji: its own entries first, else what two-kanji words leave for it."""
    votes = collections.defaultdict(collections.Counter)
    for surface, _, _, cost, number, reading in words:
        if len(surface) == 1 and number in CHINESE:
            votes[surface][reading] += round(1e9 * math.exp(-cost / 2000))
    known = {kanji: readings.most_common() for kanji, readings in votes.items()}
    guessed = collections.defaultdict(collections.Counter)
    for surface, _, _, _, number, reading in words:
        if len(surface) != 2 or CLASSES[number] != "han" or not all(map(is_kanji, surface)):
            continue
        first, second = surface
        for there, here, cut in ((first, second, len), (second, first, None)):
            if here in known or there not in known:
                continue
            for sound, _ in known[there]:
                rest = reading[len(sound):] if cut else reading[:len(reading) - len(sound)]
                fits = reading.startswith(sound) if cut else reading.endswith(sound)
                if fits and 0 < len(rest) <= 4:
                    guessed[here][rest] += 1
                    break
    best = {}
    for source in (votes, guessed):
        for kanji, readings in source.items():
            best.setdefault(kanji, min(readings.items(), key=lambda i: (-i[1], i[0]))[0])
    return best


def collect(sys_dic):
    """Words worth keeping: surface, left, right, cost, class, reading (with VOICED told apart)."""
    words, voiced = [], set()
    for surface, left, right, cost, features in lexicon(sys_dic):
        if not is_kanji(surface[0]):
            continue
        fields = next(csv.reader([features]))
        reading = kana_codes(fields[17])
        if not reading or len(reading) > 60 or len(surface) > 24:
            continue
        number = class_of(fields[:4], fields[12])
        # A noun that ends in a small tsu needs a certain successor, which classes do not tell.
        if reading[-1] == 0x22 and number != CLASSES.index("verb"):
            continue
        words.append((surface, left, right, cost, number, reading))
        if fields[14] in ("濁音形", "半濁音形"):
            voiced.add((surface, number, reading))
    words.sort()
    return words, voiced


def dictionary(words, voiced):
    """Entries per surface: cost, class with VOICED or ALSO, reading; those with ALSO last, else the cheapest first."""
    verb = CLASSES.index("verb")
    plain = {}
    inflected = []
    for surface, _, _, cost, number, reading in words:
        if number == verb:
            inflected.append((surface, reading, number, cost))
        else:
            key = (surface, reading, number)
            plain[key] = min(cost, plain.get(key, cost))
    for surface, reading, number, cost in shorten(inflected):
        plain[surface, reading, number] = cost
    entries = collections.defaultdict(list)
    for (surface, reading, number), cost in plain.items():
        bit = VOICED if (surface, number, reading) in voiced else 0
        entries[surface].append((cost, number | bit, reading))
    for kanji, reading in on_readings(words).items():
        if all(other != reading or number not in CHINESE for _, number, other in entries[kanji]):
            entries[kanji].append((LAST_RESORT, CLASSES.index("han"), reading))
    for surface, found in entries.items():
        found.sort()
        limit = found[0][0] + FAR + (3000 if len(surface) == 1 else 0)
        first, also = [], []
        for cost, number, reading in found:
            if cost > limit and cost != LAST_RESORT:
                continue
            if any(number == other for _, other, _ in first):
                also.append((cost, number | ALSO, reading))
            else:
                first.append((cost, number, reading))
        entries[surface] = first[:10] + also[:6]
    return dict(entries)


def pack(entries, table):
    """The bytes of the file, after the header."""
    letters = sorted({c for surface in entries for c in surface})
    number_of = {c: i for i, c in enumerate(letters)}
    root = {}
    for surface in entries:
        node = root
        for c in surface:
            node = node.setdefault(number_of[c], {})
        node[-1] = entries[surface]
    children, counts, labels = [], [], []
    classes, costs, lengths, readings = bytearray(), bytearray(), bytearray(), bytearray()
    level = [(0, root)]
    while level:
        below = []
        for label, node in level:
            found = node.pop(-1, ())
            children.append(len(node))
            counts.append(len(found))
            labels.append(label)
            for cost, number, reading in found:
                classes.append(number)
                costs.append(max(0, min(255, (cost + STEP // 2) // STEP)))
                lengths.append(len(reading))
                readings += reading
            below += sorted(node.items())
        level = below
    out = bytearray()
    out += struct.pack("<I", len(CLASSES)) + struct.pack(f"<{len(table)}h", *table)
    out += struct.pack("<I", len(letters)) + struct.pack(f"<{len(letters)}I", *map(ord, letters))
    out += struct.pack("<I", len(labels))
    out += struct.pack(f"<{len(children)}H", *children) + bytes(counts) + struct.pack(f"<{len(labels)}H", *labels)
    out += struct.pack("<I", len(classes)) + classes + costs + lengths
    out += struct.pack("<I", len(readings)) + readings
    print(f"{len(entries)} words, {len(classes)} entries, {len(labels)} nodes, {len(letters)} letters, "
          f"{len(readings)} kana")
    return bytes(out)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    source = Path(sys.argv[1]).read_bytes()
    digest = hashlib.sha256(source).hexdigest()
    if digest != PACKAGE_SHA256:
        sys.exit(f"{sys.argv[1]} is not {PACKAGE}: sha256 {digest}")
    with tarfile.open(sys.argv[1]) as package:
        def member(path):
            return package.extractfile(f"{PACKAGE}/{path}").read()

        sys_dic = member("unidic_lite/dicdir/sys.dic")
        matrix_bin = member("unidic_lite/dicdir/matrix.bin")
        licence = member("LICENSE.unidic")

    words, voiced = collect(sys_dic)
    header = (
        "Readings of Japanese words for Enishi, form 1\n"
        f"Made by tests/tools/readings.py from UniDic 2.1.2, {PACKAGE}.tar.gz on PyPI, sha256 {PACKAGE_SHA256}\n"
        "Copyright (c) 2011-2017, The UniDic Consortium. BSD licence: config/readings.LICENSE\n"
        f"step {STEP}\n\0"
    )
    raw = header.encode() + pack(dictionary(words, voiced), connections(words, matrix_bin))
    packed = subprocess.run(["zstd", "--ultra", "-22", "--no-progress", "-c"],
                            input=raw, stdout=subprocess.PIPE, check=True).stdout
    for what, data, want in (("unpacked", raw, SHA256_RAW), ("packed", packed, SHA256_ZST)):
        got = hashlib.sha256(data).hexdigest()
        print(f"{what}: {len(data)} bytes, sha256 {got}" + ("" if got == want else f", expected {want}"))
    (ROOT / "config/readings.dic.zst").write_bytes(packed)
    (ROOT / "config/readings.LICENSE").write_bytes(licence)


if __name__ == "__main__":
    main()
