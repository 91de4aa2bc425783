#!/usr/bin/env python3
"""Make sessions/regional.toml: a fictional matching meeting of the size of a real big one.

    python3 tests/tools/make_regional.py            writes the file
    python3 tests/tools/make_regional.py --stdout   prints it
    python3 tests/tools/make_regional.py --check    exit code 1 if the file differs

Only the standard library, Python 3.8 or later. What people, trades, needs and
patents are called is written by hand in regional/; every choice that is left
(names, numbers, dates, levels) comes from a hash of what it belongs to, so that
the bytes are the same on every machine and one edit does not shuffle the rest.
"""

import hashlib
import re
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from regional.names import FAMILY, GIVEN, VARIANT  # noqa: E402
from regional.needs import NEEDS  # noqa: E402
from regional.organisations import ORGS  # noqa: E402
from regional.patents import OUTSIDE, PATENTS  # noqa: E402
from regional.posts import EXTRA_STAFF, FIXED, POSTS  # noqa: E402

OUT = Path(__file__).resolve().parents[2] / "sessions" / "regional.toml"

# Only what the licence numbers need: the number of the prefecture (JIS X 0401).
PREFECTURES = {
    "東京都": 13, "神奈川県": 14, "新潟県": 15, "富山県": 16, "石川県": 17, "福井県": 18, "長野県": 20, "岐阜県": 21,
    "静岡県": 22, "愛知県": 23, "三重県": 24, "滋賀県": 25, "京都府": 26, "大阪府": 27, "兵庫県": 28,
}
FOREIGN = {"x_nord", "x_raken", "x_verd"}


def pick(key, n):
    """A number below n that depends on the key alone."""
    return int.from_bytes(hashlib.sha256(("enishi " + key).encode()).digest()[:8], "big") % n


def choose(key, items):
    return items[pick(key, len(items))]


# Numbers ---------------------------------------------------------------------


def corporate_number(key):
    """13 digits with a right check digit; no registry office has the number 9999, so none is real."""
    body = "999901%06d" % pick("corporate " + key, 10**6)
    return check_digit(body) + body


def check_digit(body):
    total = sum(int(d) * (1, 2)[i % 2] for i, d in enumerate(reversed(body)))
    return str(9 - total % 9)


def licence_number(org):
    return "%02dB%dX99%03d" % (PREFECTURES[org["prefecture"]], org["lic"], pick("licence " + org["id"], 1000))


class Documents:
    """Gives each patent a number that is used once, a date of publication and a stage."""

    def __init__(self):
        self.used = set()

    def serial(self, key, low, high):
        for i in range(100):
            n = low + pick("%s %d" % (key, i), high - low)
            if n not in self.used:
                self.used.add(n)
                return n
        raise SystemExit("no free number for " + key)

    def of(self, index, patent):
        key = "patent %d %s" % (index, patent["title"])
        year = 2099 + pick(key + " year", 4)
        n = lambda low, high: self.serial(key, low, high)  # noqa: E731
        if FOREIGN & set(patent["applicants"]):
            form = choose(key, ["表", "表", "表", "許", "WO", "EP", "US"])
        elif patent["relations"][0][1] == "自院出願":
            filed = next(n["patent"] for n in NEEDS if n["no"] == int(patent["relations"][0][0])) == "出願済"
            form = "願" if filed else choose(key, ["開", "開", "JP", "許"])  # not yet laid open: the application number
        else:
            form = choose(key, ["開"] * 8 + ["許"] * 7 + ["許短", "JP", "JP間", "再", "WO間", "実", "全", "B2"])
        if form == "実" and not re.match("A4|A61[FGHJ]|F16", patent["fi"][0]):
            form = "開"  # a utility model protects a shape, not a method or material
        number = {
            "開": lambda: "特開%d-%06d" % (year, n(10000, 199999)),
            "願": lambda: "特願%d-%06d" % (year, n(10000, 199999)),
            "JP": lambda: "JP%d-%06dA" % (year, n(10000, 199999)),
            "JP間": lambda: "JP %d-%06d A" % (year, n(10000, 199999)),
            "全": lambda: wide("特開%d-%06d" % (year, n(10000, 199999))),
            "表": lambda: "特表%d-%06d" % (max(year, 2101), n(500000, 549999)),
            "再": lambda: "再表%d/%06d" % (year, n(200000, 249999)),
            "WO": lambda: "WO%d/%06d" % (year, n(250000, 299999)),
            "WO間": lambda: "WO %d/%06d A1" % (year, n(250000, 299999)),
            "許": lambda: "特許第%d号" % n(9900000, 9999999),
            "許短": lambda: "特許%d" % n(9900000, 9999999),
            "B2": lambda: "JP%dB2" % n(9900000, 9999999),
            "実": lambda: "実登%d" % n(9800000, 9899999),
            "EP": lambda: "EP%dA1" % n(9700000, 9799999),
            "US": lambda: "US%d/%07d A1" % (year, n(300000, 399999)),
        }[form]()
        if form == "表":
            year = max(year, 2101)
        if form == "願":
            return number, "審査請求前", None
        if form in ("許", "許短", "B2", "実"):
            stage = choose(key + " stage", ["特許 有効"] * 5 + ["特許 消滅"])
        elif form in ("EP", "US", "WO", "WO間"):
            stage = None  # not in the national export
        else:
            stage = choose(key + " stage", ["審査中"] * 5 + ["審査請求前"] * 3 + ["査定不服", "（出願の）却下・拒絶", None])
        if patent["relations"][0][1] == "自院出願" and stage and not stage.startswith("特許"):
            stage = choose(key + " own", ["審査中", "審査請求前"])
        date = "%d-%02d-%02d" % (year, 1 + pick(key + " month", 12), 1 + pick(key + " day", 28))
        return number, stage, date


def wide(s):
    return "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else {"-": "－"}.get(c, c) for c in s)


# People ----------------------------------------------------------------------


class Names:
    """Combines names: every variant spelling once, every other family name at most twice."""

    def __init__(self):
        self.variants = list(VARIANT)
        self.times = {}
        self.full = set()

    def next(self, badge):
        for i in range(1000):
            key = "name %d %d" % (badge, i)
            if badge % 10 == 3 and self.variants:
                family = self.variants.pop(0)
            else:
                family = choose(key, FAMILY)
                if self.times.get(family, 0) == 2:
                    continue
            given = choose(key + " given", GIVEN)
            if (family, given) in self.full:
                continue
            self.full.add((family, given))
            self.times[family] = self.times.get(family, 0) + 1
            (f, fk), (g, gk) = family.split("/"), given.split("/")
            return f + " " + g, fk + " " + gk
        raise SystemExit("no free name for %d" % badge)


def make_people():
    """Presenters first, then the other staff of each organisation; badges in the order of the organisations."""
    names, people = Names(), []
    closed = {n["no"] for n in NEEDS if n["disclosure"] == "非公開"}
    for org in ORGS:
        hospital = "HOSP" in org["kinds"]
        slots = []
        for n in NEEDS:
            if n["hospital"] == org["id"]:
                profession, _, post = n["who"].partition(" ")
                slot = (n["dept"], profession, post, "CLIN")
                if slot not in slots:
                    slots.append(slot)
        presenters = len(slots)
        slots += EXTRA_STAFF.get(org["id"], [])
        if not hospital:
            posts = FIXED.get(org["id"]) or POSTS[next(k for k in org["kinds"] if k in POSTS)]
            start = 0 if org["id"] in FIXED else pick("posts " + org["id"], 3)
            slots += [posts[(start + i) % len(posts)] + (org["kinds"][0],) for i in range(org["staff"])]
        if len(slots) != org["staff"]:
            raise SystemExit("%s: %d places, %d people" % (org["id"], len(slots), org["staff"]))
        for i, slot in enumerate(slots):
            badge = len(people) + 1
            name, kana = names.next(badge)
            if hospital:
                dept, profession, post, role = slot
                title = post if post.endswith(profession) else "%s（%s）" % (post, profession)
            else:
                (dept, title, role), profession = slot, None
            wanted = [n for n in org.get("fits", []) if n not in closed]
            share = wanted[i - presenters :: org["staff"] - presenters] if i >= presenters else []
            interests = [(n, level(badge, n, k)) for k, n in enumerate(share)]
            people.append(dict(
                badge=badge, org=org["id"], name=name, kana=kana, dept=dept, title=title, role=role,
                profession=profession, interests=interests,
                email="b%03d@%s.example" % (badge, org["id"].replace("_", "-")) if pick("mail %d" % badge, 4) else None,
                tel="000-0000-%04d" % badge if pick("tel %d" % badge, 3) == 0 else None,
                wants=True if any(l == "面談希望" for _, l in interests) else (False if interests else None)))
    return people


def level(badge, need, rank):
    if rank == 0:
        return choose("level %d %d" % (badge, need), ["面談希望", "面談希望", "関心"])
    return choose("level %d %d" % (badge, need), ["関心", "関心", "要相談", "面談希望"])


# Writing ---------------------------------------------------------------------


def text(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"') + '"'


def value(v):
    if v is True or v is False:
        return str(v).lower()
    if isinstance(v, int):
        return str(v)
    if isinstance(v, list):
        return "[" + ", ".join(x if x.startswith("{") else text(x) for x in v) + "]"
    return text(v)


class Writer:
    def __init__(self):
        self.lines = []

    def comment(self, *lines):
        self.lines += ["# " + line if line else "#" for line in lines]

    def heading(self, title, *lines):
        self.lines += ["", "# " + "=" * 70]
        self.comment(title, *lines)
        self.lines.append("# " + "=" * 70)

    def table(self, table_, note_=None, **keys):
        self.lines.append("")
        if note_:
            self.comment(note_)
        self.lines.append(table_)
        for key, v in keys.items():
            if v not in (None, "", []):
                raw = key in ("held_on", "starts_at", "ends_at", "first_disclosed_on", "pub_date")
                self.lines.append("%s = %s" % (key, v if raw else value(v)))


def need_no(n):
    return "N-%02d" % n


def write():
    w, people = Writer(), make_people()
    places = {o["id"]: i for i, o in enumerate(ORGS)}
    turn = {n["no"]: i + 1 for i, n in enumerate(sorted(NEEDS, key=lambda n: (places[n["hospital"]], n["no"])))}
    w.comment(
        "越白 医工連携ニーズ発表会（架空の見本）",
        "",
        "ニーズ42件、参加者180名、90機関、関連特許150件。実際の大きな会と同じ規模です。",
        "病院、会社、人、市町村、許可番号、法人番号、特許番号はすべて架空です。実在のものとは関係ありません。",
        "特許の年は2099年以後、法人番号は9999の登記所、許可番号は99000番台、JMDNコードは99で始まる番号です。",
        "",
        "このファイルは tests/tools/make_regional.py が作ります。直すときは tests/tools/regional/ の語を直してください。",
        "自分の会のファイルを書き始めるときは、説明の付いた sessions/tutorial.toml をご覧ください。",
    )
    w.lines += ["", "format = 1"]
    w.table(
        "[session]", id="koshishiro-2026", title="越白 医工連携ニーズ発表会 2026（架空の見本）", held_on="2026-12-11",
        starts_at="10:00:00", ends_at="17:30:00", venue="鷺ノ浦市産業交流館 大ホール（架空）",
        hosts=[o["id"] for o in ORGS if o.get("host")], joint_hospitals=[o["id"] for o in ORGS if o.get("joint")],
        coordinators=[p["name"] for p in people if p["org"] == "koshishiro"][:3], slot_minutes=15, tables=12,
        present_minutes=5, program_name="越白広域 医工連携推進事業（架空）", target_pairings=60,
        confidentiality_notice="本日の発表には公開前の内容が含まれます。撮影、録音、会場の外への持ち出しはご遠慮ください。")
    write_organisations(w)
    write_people(w, people)
    write_needs(w, people, turn)
    write_patents(w)
    return "\n".join(w.lines) + "\n"


def write_organisations(w):
    w.heading("機関 90", "医療機関、製造販売業、ものづくり企業、大学、支援機関の順。mah_no から種別が分かります。")
    for o in ORGS:
        numbered = "HOSP" not in o["kinds"] and pick("numbered " + o["id"], 6)
        w.table(
            "[[organisations]]", note_=o.get("hospital"), id=o["id"], name=o["name"], kana=o["kana"], short=o["short"],
            kinds=o["kinds"], prefecture=o["prefecture"], city=o["city"],
            corporate_no=corporate_number(o["id"]) if numbered else None,
            mah_no=licence_number(o) if "lic" in o else None, mah_type=o.get("mah"),
            iso13485=o.get("iso", False if "lic" in o else None),
            technologies=o["tech"].split(",") if "tech" in o else None, past_devices=o.get("past"),
            ia_office=o.get("ia"), invention_rule=o.get("invention"), coi_rule=o.get("coi"),
            competitors=o.get("rivals", "").split())


def write_people(w, people):
    w.heading("参加者 180名", "名札の番号順。同じ機関の人が続きます。メールと電話は架空です。")
    short = {o["id"]: o["short"] for o in ORGS}
    last = None
    for p in people:
        note, last = (short[p["org"]] if p["org"] != last else None), p["org"]
        w.table(
            "[[attendees]]", note_=note, badge=str(p["badge"]), org=p["org"], name=p["name"], kana=p["kana"],
            dept=p["dept"], title=p["title"], role=p["role"], email=p["email"], tel=p["tel"],
            interests=["{ need = %s, level = %s }" % (text(need_no(n)), text(l)) for n, l in p["interests"]],
            wants_meeting=p["wants"])


def write_needs(w, people, turn):
    w.heading("ニーズ 42件", "no は申込みの順、order は発表の順（病院ごとにまとめる）。presenter は名札の番号です。")
    names = {o["id"]: o["name"] for o in ORGS}
    for n in NEEDS:
        profession, _, post = n["who"].partition(" ")
        who = next(p for p in people if p["org"] == n["hospital"] and p["dept"] == n["dept"]
                   and p["profession"] == profession and (post in p["title"]))
        coded = n["kind"] == "医療機器" and pick("jmdn %d" % n["no"], 4)
        w.table(
            "[[needs]]", note_="%s %s" % (names[n["hospital"]], n["dept"]), no=need_no(n["no"]), title=n["title"],
            hospital=n["hospital"], department=n["dept"], problem=n["problem"], wanted=n["wanted"],
            current=n["current"], presenter=str(who["badge"]), presenter_role=profession, device_kind=n["kind"],
            device_class=n["cls"], jmdn_code="99%06d" % pick("code %d" % n["no"], 10**6) if coded else None,
            disclosure=n["disclosure"], patent_status=n["patent"], first_disclosed_on=n.get("disclosed"),
            seeking_roles=n["roles"].split(), seeking_tech=n["tech"].split(","), stage=n["stage"],
            order=turn[n["no"]], visit_ok=n["visit"], trial_site_ok=n["trial"])


def write_patents(w):
    w.heading("関連特許 150件", "番号と日付は2099年以後の架空のものです。出願人が会場にいれば「権利者が会場に」と出ます。")
    names, documents, last = {o["id"]: o["name"] for o in ORGS}, Documents(), None
    ordered = sorted(PATENTS, key=lambda p: int(p["relations"][0][0]))
    for i, p in enumerate(ordered):
        number, stage, date = documents.of(i, p)
        first = need_no(int(p["relations"][0][0]))
        note, last = (first if first != last else None), first
        link = "https://patents.example.jp/%d" % (i + 1) if pick("url %d" % i, 2) else None
        w.table(
            "[[patents]]", note_=note, doc_no=number, title=p["title"],
            applicants=[OUTSIDE.get(a) or names[a] for a in p["applicants"]], abstract=p["abstract"],
            fi=p["fi"], stage=stage, pub_date=date, url=link,
            needs=["{ no = %s, relation = %s }" % (text(need_no(int(n))), text(r)) for n, r in p["relations"]])


# Checks ----------------------------------------------------------------------


def problems():
    """What the loader would refuse, found in the word lists, so that a slip names its word."""
    ids = [o["id"] for o in ORGS]
    nos = [n["no"] for n in NEEDS]
    found = []
    for what, items in (("organisation", ids), ("organisation name", [o["name"] for o in ORGS]), ("need", nos),
                        ("need title", [n["title"] for n in NEEDS]), ("patent title", [p["title"] for p in PATENTS])):
        found += ["%s twice: %s" % (what, x) for x in sorted(set(items), key=str) if items.count(x) > 1]
    if (len(NEEDS), len(ORGS), sum(o["staff"] for o in ORGS), len(PATENTS)) != (42, 90, 180, 150):
        found.append("not 42 needs, 90 organisations, 180 people, 150 patents")
    for o in ORGS:
        held = [int(k[-1]) for k in o["kinds"] if k.startswith("SEIHAN")]
        if held != ([o["lic"]] if "lic" in o else []):
            found.append("%s: kinds and licence differ" % o["id"])
        found += ["%s: no rival %s" % (o["id"], r) for r in o.get("rivals", "").split() if r not in ids]
        found += ["%s: no need %d" % (o["id"], n) for n in o.get("fits", []) if n not in nos]
        if "lic" in o and not re.match(r"(0[1-9]|[1-3][0-9]|4[0-7])B[123]X\d{5}$", licence_number(o)):
            found.append("%s: licence number" % o["id"])
        number = corporate_number(o["id"])
        if len(number) != 13 or check_digit(number[1:]) != number[0]:
            found.append("%s: corporate number" % o["id"])
    for n in NEEDS:
        own = any(r == [str(n["no"]), "自院出願"] for p in PATENTS for r in p["relations"])
        if own != (n["patent"] in ("出願済", "公開済")):
            found.append("%d: %s does not fit its patents" % (n["no"], n["patent"]))
        if n["hospital"] not in ids:
            found.append("%d: no hospital %s" % (n["no"], n["hospital"]))
    for p in PATENTS:
        found += ["%s: no applicant %s" % (p["title"], a) for a in p["applicants"] if a not in ids and a not in OUTSIDE]
        for n, r in p["relations"]:
            if int(n) not in nos or r not in ("自院出願", "解決候補", "障害", "背景"):
                found.append("%s: %s %s" % (p["title"], n, r))
    return found


def main(arguments):
    found = problems()
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    made = write().encode("utf-8")
    if arguments == ["--stdout"]:
        sys.stdout.buffer.write(made)
    elif arguments == ["--check"]:
        if not OUT.exists() or OUT.read_bytes() != made:
            print("%s differs; run tests/tools/make_regional.py" % OUT, file=sys.stderr)
            return 1
    elif not arguments:
        OUT.parent.mkdir(exist_ok=True)
        OUT.write_bytes(made)
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
