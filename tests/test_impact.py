"""`impact` names every report in which a number moved, and `diff` takes whatever is named to it."""

import os
import subprocess
import zipfile

import pytest

from compendium.archive import compare_versions, release
from compendium.build import git
from compendium.decision import decisions
from compendium.failure import Refused
from compendium.result.scenario.scenarios import about_entries
from compendium.verbs import impact


def row(what, report, before="1", after="1", number_before=1.0, number=1.0):
    named = {"what": what, "report": report, "name": f"{report}/x", "label": "", "change": None}
    return {**named, "before": before, "after": after, "number_before": number_before, "number": number}


def test_a_report_is_named_whatever_moved_in_it(capsys):
    """Not only where a frame did: a result, a number behind one that is printed the same, a verdict, a headline."""
    rows = [
        row("result", "a-result", after="2", number=2.0),
        row("result", "behind-a-result", number=1.04),
        row("claim", "a-verdict", "supported", "partly", None, None),
        row("headline", "a-headline", "holds", "does not hold"),
        row("headline", "behind-a-headline", number=1.04),
        row("headline", "nothing-moved"),
        row("frame", "a-frame", None, None, None, None),
        row("table", None, None, None, None, 3.0),
    ]
    scenario = next(iter(about_entries(decisions.load()).values()))
    impact.tell(scenario, rows, whole=True)
    said = capsys.readouterr().out
    (line,) = [line.strip() for line in said.splitlines() if line.startswith("    reports: ")]
    named = {"a-frame", "a-headline", "a-result", "a-verdict", "behind-a-headline", "behind-a-result"}
    assert set(line.removeprefix("reports: ").split(", ")) == named
    assert "3 tidy rows, 1 results, 1 verdicts, 1 headlines, 6 reports" in said
    impact.tell(scenario, [rows[5]], whole=True)
    assert "reports: none" in capsys.readouterr().out


def packed(path, text):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("top/results.csv", text)
    return path


def test_whatever_is_named_as_a_version_is_a_sentence_where_it_is_none(tmp_path, monkeypatch):
    header = "id,value,unit,n\n"
    (tmp_path / "empty").mkdir()
    (tmp_path / "damaged.zip").write_bytes(b"PK\3\4 and no more")
    large = packed(tmp_path / "large.zip", header + "0" * 30_000_000)
    with zipfile.ZipFile(large, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("top/reports/data/x.csv", b"\0" * 30_000_000)
    os.mkfifo(tmp_path / "pipe")
    texts = {
        "header": "a,b\n1,2\n",
        "short": f"{header}a/b,1\n",
        "twice": f"{header}a/b,1,,\na/b,1,,\n",
        "bytes": f"{header}a/b,\udcff,,\n",
        "field": f'{header}a/b,"{"x" * 200_000}",,\n',
    }
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "results.csv").write_bytes(text.encode(errors="surrogateescape"))
    said = {
        "empty": "holds no results.csv",
        "damaged.zip": "no zip file that opens",
        "large.zip": "expands to 30000000 bytes",
        "pipe": "no file",
        "header": "has the columns",
        "short": "line 2: 2 cells",
        "twice": "line 3: the result 'a/b' stands there twice",
        "bytes": "no UTF-8",
        "field": "field larger than",
        "no-such-commit": "no commit that holds",
        "--output=x": "no commit that holds",
        "--end-of-options": "no commit that holds",
        ":/words of no message 7f3a91": "no commit that holds",
        "a\nb": "no commit that holds",
        "x" * 5_000: "no commit that holds",
        "": "no commit that holds",
    }
    for name, why in said.items():
        given = str(tmp_path / name) if (tmp_path / name[:99]).exists() and name else name
        with pytest.raises(compare_versions.NoVersion) as error:
            compare_versions.load(given or "\0")
        assert why in str(error.value), (name[:40], str(error.value)[:200])
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(compare_versions.NoVersion, match="git is not installed"):
        compare_versions.load("HEAD")


@pytest.mark.parametrize(
    "line",
    ["text", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc/passwd", f"{'0' * 64} reports/x.html", "\x1b[2J"],
)
def test_a_line_of_the_release_that_is_none_is_named(line):
    good = f"{'0' * 64}  reports/index.html\n"
    assert release.digests(good) == {"reports/index.html": "0" * 64}
    for other in (line, good.strip()):
        with pytest.raises(Refused, match=r"checksums\.sha256, line 2: ") as error:
            release.digests(f"{good}{other}\n")
        assert "\x1b" not in str(error.value)


def test_results_are_found_in_a_folder_an_unpacked_bag_and_a_zip(tmp_path):
    text = "id,value,unit,n\na/b,1,km,3\n"
    for folder in ("plain", "bag/data", "around/bag/data"):
        (tmp_path / folder / "reports/data").mkdir(parents=True)
        (tmp_path / folder / "results.csv").write_text(text)
        (tmp_path / folder / "reports/data/t.csv").write_text("x\n")
        found = compare_versions.load(str(tmp_path / folder.partition("/")[0]))
        assert (found.results, found.tables) == ({"a/b": ("1", "km", "3")}, {"t": ["x"]})
    assert compare_versions.load(str(packed(tmp_path / "a.zip", text))).results == {"a/b": ("1", "km", "3")}


def test_git_is_asked_for_files_alone_and_runs_nothing_of_a_repository(tmp_path, monkeypatch):
    def run(*arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments], cwd=tmp_path / "r", check=True)

    (tmp_path / "r/inside").mkdir(parents=True)
    (tmp_path / "r/inside/results.csv").write_text("text")
    monkeypatch.setattr(git, "ROOT", tmp_path / "r/inside")
    assert git.show("HEAD", "results.csv") is None
    assert git.uncommitted(["results.csv"]) == []
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "results"], ["tag", "v1"]):
        run(*arguments)
    run("config", "core.fsmonitor", f"touch {tmp_path / 'ran'};")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert git.show("HEAD", "results.csv") == git.show("v1", "results.csv") == b"text"
    for rev in ("HEAD^", f"--output={tmp_path / 'written'}", "-p", "HEAD:inside", "HEAD\n", ""):
        assert git.show(rev, "results.csv") is None
    assert git.show("HEAD", "../../etc/passwd") is None
    (tmp_path / "r/inside/results.csv").write_text("other")
    assert git.uncommitted(["results.csv", "--help", "no-such-file"]) == [" M inside/results.csv"]
    assert not (tmp_path / "ran").exists() and not (tmp_path / "written").exists()
