"""Diplomatic representation between Latin America and the post-Soviet states.

Table 1 lists missions of post-Soviet states in Latin America, table 2 those of Latin American states
there. Parameter `focus`: the alpha-3 code of the state in focus, from either side.
"""

import pandas as pd

from crossborder.entities import MERGED, name
from crossborder.measure.study import Study, listed, per_cent, plural

GROUPS = {"latin": "Latin America", "post_soviet": "post-Soviet"}
KINDS = ("reciprocal", "post-Soviet side only", "Latin American side only", "absent", "undecided")


def measure(study: Study) -> None:
    missions = study.tables["missions"].copy()
    missions["merged"] = missions["sender"].isin(MERGED) | missions["host"].isin(MERGED)
    missions["latin"] = missions["host"].where(missions["table"] == 1, missions["sender"])
    missions["post_soviet"] = missions["sender"].where(missions["table"] == 1, missions["host"])
    states = missions[~missions["merged"]]
    study.frames["matrix"] = _matrix(missions)
    study.frames["countries"] = _countries(states)
    study.frames["pairs"] = _pairs(states)
    _whole(study, missions, states)
    _pair_kinds(study)
    _hubs(study, missions)
    _density(study, missions)
    _blanks(study, missions)
    _focus(study, states)
    _finding(study)


def _matrix(missions: pd.DataFrame) -> list[dict]:
    return [
        {
            "table": row.table,
            "latin": name(row.latin),
            "post_soviet": name(row.post_soviet),
            "status": row.status,
            "mark": row.accredited_from if isinstance(row.accredited_from, str) else row.note if isinstance(row.note, str) else None,
            "cells": list(row.cells),
        }
        for row in missions.itertuples()
    ]


def _countries(states: pd.DataFrame) -> list[dict]:
    rows = []
    for group in ("latin", "post_soviet"):
        for code in sorted(states[group].unique()):
            sent, received = states[states["sender"] == code], states[states["host"] == code]
            rows.append(
                {
                    "code": code,
                    "name": name(code),
                    "group": GROUPS[group],
                    "sent": int((sent["status"] == "embassy").sum()),
                    "sent_concurrent": int((sent["status"] == "concurrent").sum()),
                    "received": int((received["status"] == "embassy").sum()),
                    "received_concurrent": int((received["status"] == "concurrent").sum()),
                    "cells": sorted(c for cells in pd.concat([sent, received])["cells"] for c in cells),
                }
            )
    return rows


def kind(in_latin: str, in_post_soviet: str, counting: tuple[str, ...] = ("embassy",)) -> str:
    """Kind of a pair from the status of both missions; a blank decides nothing by itself."""
    there, here = in_latin in counting, in_post_soviet in counting
    if there and here:
        return "reciprocal"
    if "blank" in (in_latin, in_post_soviet):
        return "undecided"
    if there:
        return "post-Soviet side only"
    return "Latin American side only" if here else "absent"


def _pairs(states: pd.DataFrame) -> list[dict]:
    sides = [states[states["table"] == t].set_index(["latin", "post_soviet"]) for t in (1, 2)]
    joined = sides[0].join(sides[1], lsuffix="_1", rsuffix="_2", how="inner", validate="one_to_one").sort_index()
    return [
        {
            "latin": name(latin),
            "post_soviet": name(post),
            "in_latin": row.status_1,
            "in_post_soviet": row.status_2,
            "kind": kind(row.status_1, row.status_2),
            "cells": [*row.cells_1, *row.cells_2],
        }
        for (latin, post), row in zip(joined.index, joined.itertuples(), strict=True)
    ]


def _whole(study: Study, missions: pd.DataFrame, states: pd.DataFrame) -> None:
    for table, word in ((1, "of post-Soviet states in Latin America"), (2, "of Latin American states in the post-Soviet states")):
        of = states[states["table"] == table]
        for status, noun in (("embassy", "Embassies"), ("concurrent", "Concurrent accreditations")):
            found = of[of["status"] == status]
            study.count(f"{status}-table-{table}", f"{noun} {word}", found, of=of, unit="embassies" if status == "embassy" else "missions")
        study.share(f"embassy-share-table-{table}", f"Share of state cells with an embassy, table {table}", (of["status"] == "embassy").sum(), len(of), of["cells"], n=len(of))
        study.add(f"cells-table-{table}", f"Cells of states in table {table}", str(len(of)), of["cells"], number=len(of), unit="cells", n=len(of))
        counted = of[of["status"] == "embassy"].groupby("sender").size().sort_values(ascending=False, kind="stable")
        top = counted[counted == counted.max()]
        study.add(f"top-sender-table-{table}", f"State with most embassies, table {table}", listed(name(c) for c in top.index), of["cells"], n=len(of))
        study.add(f"top-sender-count-table-{table}", f"Embassies of the state with most, table {table}", str(counted.max()), of["cells"], number=int(counted.max()), unit="embassies", n=len(of))
        hosts = of[of["status"] == "embassy"].groupby("host").size().sort_values(ascending=False, kind="stable")
        first = hosts.head(4)
        study.add(f"top-hosts-table-{table}", f"Four hosts with most embassies, table {table}", listed(name(c) for c in sorted(first.index)), of["cells"], n=len(of))
        study.share(f"top-hosts-share-table-{table}", f"Share of embassies in these four, table {table}", first.sum(), hosts.sum(), of["cells"], n=int(hosts.sum()))
    study.add("latin-states", "Latin American states in the tables", str(states["latin"].nunique()), states["cells"], number=states["latin"].nunique(), unit="states", n=states["latin"].nunique())
    study.add("post-soviet-states", "Post-Soviet states and Mongolia in the tables", str(states["post_soviet"].nunique()), states["cells"], number=states["post_soviet"].nunique(), unit="states", n=states["post_soviet"].nunique())
    study.add("cells", "Printed cells of both tables", str(len(missions)), missions["cells"], number=len(missions), unit="cells", n=len(missions))


def _pair_kinds(study: Study) -> None:
    pairs = pd.DataFrame(study.frames["pairs"])
    wide = pairs.apply(lambda p: kind(p["in_latin"], p["in_post_soviet"], ("embassy", "concurrent")), axis=1)
    rows = []
    for which in KINDS:
        mine = pairs[pairs["kind"] == which]
        share = 100 * len(mine) / len(pairs)
        rows.append({"kind": which, "pairs": len(mine), "share": share, "with_concurrent": int((wide == which).sum()), "cells": sorted(c for cells in mine["cells"] for c in cells)})
        slug = which.lower().replace(" ", "-")
        study.count(f"pairs-{slug}", f"Pairs of states: {which}", mine, of=pairs, unit="pairs of states")
        study.add(f"pairs-{slug}-share", f"Share of pairs: {which}", per_cent(share, len(pairs)), pairs["cells"], number=share, unit="per cent", n=len(pairs))
    study.frames["pair_kinds"] = rows
    reached = sum(r["with_concurrent"] for r in rows[:3])
    study.add("pairs-any-concurrent", "Pairs with any mission when concurrent ones count", str(reached), pairs["cells"], number=reached, unit="pairs of states", n=len(pairs))
    study.add("pairs", "Pairs of states", str(len(pairs)), pairs["cells"], number=len(pairs), unit="pairs of states", n=len(pairs))


def _hubs(study: Study, missions: pd.DataFrame) -> None:
    concurrent = missions[missions["status"] == "concurrent"]
    rows = []
    for (table, hub), mine in concurrent.groupby(["table", "accredited_from"]):
        hosts = set(missions.loc[missions["table"] == table, "host"])
        cells = sorted(c for cells in mine["cells"] for c in cells)
        rows.append({"table": int(table), "hub": name(hub), "inside": hub in hosts, "missions": len(mine), "senders": mine["sender"].nunique(), "cells": cells})
    rows.sort(key=lambda r: (r["table"], -r["missions"], r["hub"]))
    study.frames["hubs"] = rows
    for table in (1, 2):
        of = concurrent[concurrent["table"] == table]
        mine = [r for r in rows if r["table"] == table]
        study.add(f"hub-table-{table}", f"Seat of most concurrent missions, table {table}", mine[0]["hub"], of["cells"], n=len(of))
        study.add(f"hub-missions-table-{table}", f"Concurrent missions from that seat, table {table}", str(mine[0]["missions"]), of["cells"], number=mine[0]["missions"], unit="missions", n=len(of))
        study.add(f"hub-all-table-{table}", f"All concurrent missions, merged column in, table {table}", str(len(of)), of["cells"], number=len(of), unit="missions", n=len(of))
        outside = sum(r["missions"] for r in mine if not r["inside"])
        study.add(f"hub-outside-table-{table}", f"Concurrent missions from a seat that is no host of table {table}", str(outside), of["cells"], number=outside, unit="missions", n=len(of))


def _density(study: Study, missions: pd.DataFrame) -> None:
    rows = []
    for table in (1, 2):
        for columns, of in (("states", missions[(missions["table"] == table) & ~missions["merged"]]), ("with the merged column", missions[missions["table"] == table])):
            blank = int((of["status"] == "blank").sum())
            for counting, statuses in (("embassies", ("embassy",)), ("embassies and concurrent missions", ("embassy", "concurrent"))):
                found = int(of["status"].isin(statuses).sum())
                cells = sorted(c for cells in of["cells"] for c in cells)
                rows.append(
                    {"table": table, "counting": counting, "columns": columns, "missions": found, "of": len(of), "share": 100 * found / len(of), "share_if_blank": 100 * (found + blank) / len(of), "cells": cells}
                )
    study.frames["density"] = rows
    for table in (1, 2):
        whole = missions[(missions["table"] == table) & ~missions["merged"]]
        both = whole["status"].isin(("embassy", "concurrent")).sum()
        study.share(f"reach-table-{table}", f"Share of state cells with an embassy or a concurrent mission, table {table}", both, len(whole), whole["cells"], n=len(whole))


def _blanks(study: Study, missions: pd.DataFrame) -> None:
    pairs = {(p["latin"], p["post_soviet"]): p for p in study.frames["pairs"]}
    rows = []
    for row in missions[missions["status"] == "blank"].itertuples():
        pair = pairs.get((name(row.latin), name(row.post_soviet)))
        there, here = (pair["in_latin"], pair["in_post_soviet"]) if pair else ("none", "none")
        filled = {s: (s if there == "blank" else there, s if here == "blank" else here) for s in ("none", "embassy")}
        rows.append({"table": row.table, "sender": name(row.sender), "host": name(row.host), "as_printed": kind(*filled["none"]), "if_embassy": kind(*filled["embassy"]), "cells": list(row.cells)})
    study.frames["blanks"] = rows
    blank = missions[missions["status"] == "blank"]
    study.count("blank-cells", "Blank cells in both tables", blank, of=missions, unit="cells")


def _focus(study: Study, states: pd.DataFrame) -> None:
    focus = study.parameters["focus"]
    sent, received = states[states["sender"] == focus], states[states["host"] == focus]
    if sent.empty or received.empty:
        raise ValueError(f"the focus {focus!r} is no state of both tables")
    side = "latin" if focus in set(states["latin"]) else "post_soviet"
    other = "post_soviet" if side == "latin" else "latin"
    here, there = sent.set_index("host"), received.set_index("sender")
    study.frames["focus"] = [
        {"partner": name(code), "sent": here.at[code, "status"], "received": there.at[code, "status"], "cells": [*here.at[code, "cells"], *there.at[code, "cells"]]} for code in sorted(here.index, key=name)
    ]
    study.add("focus", "Country in focus", name(focus), received["cells"])
    others = {"latin": "Latin American states", "post_soviet": "post-Soviet states (Mongolia among them)"}[other]
    study.add("others", "States of the other group", others, received["cells"])
    study.add("others-n", "Number of states of the other group", str(len(sent)), sent["cells"], number=len(sent), unit="states", n=len(sent))
    for word, rows, partner in (("sent", sent, "host"), ("received", received, "sender")):
        for status in ("embassy", "concurrent"):
            mine = rows[rows["status"] == status]
            study.count(f"{word}-{status}", f"{status.capitalize()} missions {word} by {name(focus)}", mine, of=rows, unit="missions")
            study.add(f"{word}-{status}-list", f"{status.capitalize()} missions {word} by {name(focus)}: where", listed(sorted(map(name, mine[partner]))), rows["cells"], n=len(rows))
    both = sorted(name(c) for c in here.index if here.at[c, "status"] == there.at[c, "status"] == "embassy")
    study.add("reciprocal", "Partners with embassies both ways", str(len(both)), [*sent["cells"], *received["cells"]], number=len(both), unit="states", n=len(sent))
    study.add("reciprocal-list", "Partners with embassies both ways: which", listed(both), [*sent["cells"], *received["cells"]], n=len(sent))
    _rank(study, states, focus, side)


def _rank(study: Study, states: pd.DataFrame, focus: str, side: str) -> None:
    group = [c for c in study.frames["countries"] if c["group"] == GROUPS[side]]
    mine = next(c for c in group if c["code"] == focus)
    above = sum(c["sent"] > mine["sent"] for c in group)
    equal = sum(c["sent"] == mine["sent"] for c in group)
    place = f"{above + 1}" if equal == 1 else f"{above + 1} (shared by {equal})"
    study.add("rank", "Rank of the focus by embassies kept, within its group", place, [c["cells"] for c in group], number=above + 1, unit="rank", n=len(group))
    study.add("rank-of", "States of the focus's group", str(len(group)), [c["cells"] for c in group], number=len(group), unit="states", n=len(group))


def _finding(study: Study) -> None:
    found = {r["id"].split("/")[1]: r for r in study.results}
    kept, hosted, both = (int(found[n]["number"]) for n in ("sent-embassy", "received-embassy", "reciprocal"))
    text = (
        f"{study.value('focus')} keeps {plural(kept, 'embassy', 'embassies')} in the {study.value('others-n')} {study.value('others')}"
        f" and hosts {plural(hosted, 'embassy', 'embassies')} of theirs; with {both or 'none'} of them there are embassies both ways."
    )
    study.add("finding", "Finding", text, [found["reciprocal"]["cells"]], n=int(found["others-n"]["number"]))
