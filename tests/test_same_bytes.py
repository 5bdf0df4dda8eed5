"""A build in another folder, under other settings of a user, by plain Snakemake and on one core gives the same bytes."""

import pytest
from conftest import SOURCE, Compendium, of_another_user

pytestmark = pytest.mark.slow
REPORTS = ("border-kaz-uzb", "brief-kaz-uzb-kk")


@pytest.mark.long
def test_same_bytes_whoever_builds_wherever(small, unbuilt, tmp_path):
    """Every table, report and record, by plain Snakemake on one core."""
    done = unbuilt.snakemake("--cores", "1", env=of_another_user(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert unbuilt.differs(small.outputs()) == []
    assert len(unbuilt.outputs()) > 60


def test_the_compendium_is_the_released_one(original: Compendium):
    done = original.run("verify")
    outputs = (SOURCE / "checksums.sha256").read_text(encoding="utf-8").count("\n")
    assert done.returncode == 0, f"{done.stdout}\nThe release is stale: ./reproduce && ./reproduce release"
    assert done.stdout.startswith(f"{outputs} of {outputs} outputs identical to release ")


@pytest.mark.long
def test_what_the_study_draws_and_writes_is_the_same_under_another_user(rebuilt: Compendium, tmp_path):
    """A tidy table, a report with its figures and a brief in Kazakh; the whole may stem from the user of the tests."""
    before = rebuilt.outputs()
    jobs = ("clean-borders", *(f"{rule}-{key}" for rule in ("measure", "report") for key in REPORTS))
    for job in jobs:
        (rebuilt / f"processed/records/{job}.json").unlink()
    done = rebuilt.run(*REPORTS, env=of_another_user(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert len(rebuilt.jobs(done.stderr)) >= len(jobs)
    assert rebuilt.differs(before) == []
