#!/usr/bin/env python3
"""A picture of the real screen: runs the program in tmux, types, and draws what tmux shows as SVG.

    tests/tools/picture.py OUT.svg COLUMNS ROWS KEYS -- COMMAND...

KEYS is a list of tmux keys or texts, separated by blanks; `~` waits until the screen stands still. One <text> per
grapheme, as wide as its cells, so that columns stand whatever the font; box lines are strokes. Only Python and tmux.
"""

import html
import re
import subprocess
import sys
import time
import unicodedata

WIDTH, HEIGHT, PAD = 8.4, 18, 10
BACK, FRONT, DIM = "#16181d", "#d8dbe2", "#8a90a0"
COLOURS = ["#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dbe2"]
BRIGHT = ["#5c6370", "#ff7b86", "#b3e08f", "#ffd68a", "#7fc4ff", "#de8ff2", "#6fd3df", "#ffffff"]
# left, right, up, down
BOX = {"─": "lr", "│": "ud", "┌": "rd", "┐": "ld", "└": "ru", "┘": "lu", "├": "rud", "┤": "lud", "┬": "lrd", "┴": "lru", "┼": "lrud"}


def tmux(*args):
    return subprocess.run(["tmux", "-L", "picture", *args], check=True, capture_output=True, text=True).stdout


def settle():
    last, still = None, 0
    for _ in range(300):
        now = tmux("capture-pane", "-p")
        still = still + 1 if now == last and now.strip() else 0
        if still == 4:
            return
        last = now
        time.sleep(0.2)


def cells(char):
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def graphemes(line):
    """Text with its style, cell by cell: (column, text, cells, style)."""
    style, column, out = {}, 0, []
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        code = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if code:
            style = sgr(style, [int(n or 0) for n in code[1].split(";")])
            continue
        for char in part:
            wide = cells(char)
            if wide == 0 and out:
                at, text, n, kept = out[-1]
                out[-1] = (at, text + char, n, kept)
                continue
            out.append((column, char, wide, style))
            column += wide
    return out


def sgr(style, codes):
    style = dict(style)
    codes = iter(codes)
    for code in codes:
        if code == 38:
            # One of 256: 38;5;n, of which the program uses the first sixteen.
            next(codes, None)
            style["fill"] = (COLOURS + BRIGHT + [FRONT] * 240)[next(codes, 7)]
        elif code == 0:
            style = {}
        elif code in (1, 2, 4, 7):
            style[{1: "bold", 2: "dim", 4: "line", 7: "turned"}[code]] = True
        elif code == 22:
            style.pop("bold", None)
            style.pop("dim", None)
        elif code in (24, 27):
            style.pop({24: "line", 27: "turned"}[code], None)
        elif 30 <= code <= 37:
            style["fill"] = COLOURS[code - 30]
        elif 90 <= code <= 97:
            style["fill"] = BRIGHT[code - 90]
        elif code == 39:
            style.pop("fill", None)
    return style


def draw(lines, columns, cursor):
    wide, high = columns * WIDTH + 2 * PAD, len(lines) * HEIGHT + 2 * PAD
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}">',
        f'<rect width="100%" height="100%" rx="6" fill="{BACK}"/>',
        '<g font-family="\'BIZ UDGothic\',\'Noto Sans Mono CJK JP\',\'MS Gothic\',monospace" font-size="14">',
    ]
    for row, line in enumerate(lines):
        top = PAD + row * HEIGHT
        for column, text, n, style in graphemes(line):
            left = PAD + column * WIDTH
            fill = style.get("fill", DIM if style.get("dim") else FRONT)
            if style.get("turned"):
                out.append(f'<rect x="{left:.1f}" y="{top}" width="{n * WIDTH:.1f}" height="{HEIGHT}" fill="{fill}" shape-rendering="crispEdges"/>')
                fill = BACK
            if text in BOX:
                x, y = left + WIDTH / 2, top + HEIGHT / 2
                ends = {"l": (left, y), "r": (left + WIDTH, y), "u": (x, top), "d": (x, top + HEIGHT)}
                path = "".join(f"M{x:.1f} {y:.1f}L{ends[d][0]:.1f} {ends[d][1]:.1f}" for d in BOX[text])
                out.append(f'<path d="{path}" stroke="{fill}" fill="none"/>')
            elif text.strip():
                bold = ' font-weight="bold"' if style.get("bold") else ""
                line_ = ' text-decoration="underline"' if style.get("line") else ""
                out.append(
                    f'<text x="{left:.1f}" y="{top + 14}" textLength="{n * WIDTH:.1f}" lengthAdjust="spacingAndGlyphs" '
                    f'fill="{fill}"{bold}{line_}>{html.escape(text)}</text>'
                )
    x, y = cursor
    out.append(f'<rect x="{PAD + x * WIDTH:.1f}" y="{PAD + y * HEIGHT}" width="{WIDTH}" height="{HEIGHT}" fill="{FRONT}" opacity="0.6"/>')
    out.append("</g></svg>\n")
    return "\n".join(out)


def main():
    out, columns, rows, keys = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].split()
    command = sys.argv[sys.argv.index("--") + 1 :]
    # No colours but the sixteen, so that what is captured is what the program chose.
    tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns), "-y", str(rows), *command)
    try:
        settle()
        for key in keys:
            if key != "~":
                tmux("send-keys", key)
            settle()
        lines = tmux("capture-pane", "-e", "-p").split("\n")[:rows]
        cursor = tmux("display-message", "-p", "#{cursor_x} #{cursor_y}").split()
        with open(out, "w", encoding="utf-8") as file:
            file.write(draw(lines, columns, (int(cursor[0]), int(cursor[1]))))
    finally:
        tmux("kill-server")


main()
