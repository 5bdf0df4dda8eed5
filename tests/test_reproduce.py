"""`reproduce` finds its folder, makes its environment by itself, and harms nothing that is not its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import installer
import pytest
from conftest import SOURCE
from installing import BACKEND, VERB, Small, source, wheel


@pytest.fixture(scope="module")
def tools(tmp_path_factory):
    """A PATH with what a bare system has, one Python, and no uv."""
    folder = tmp_path_factory.mktemp("tools")
    for name in ("sh", "dirname", "cmp", "rm", "cp", "env", "mkdir", "ls", "ln", "cat", "readlink"):
        (folder / name).symlink_to(shutil.which(name))
    base = Path(sys.base_prefix) / f"bin/python3.{sys.version_info.minor}"
    (folder / base.name).symlink_to(base)
    return folder


@pytest.fixture(scope="module")
def bare(tmp_path_factory, tools):
    """Without an environment."""
    top = tmp_path_factory.mktemp("bare")
    path, files = top / "c", top / "files"
    for folder in (path / "workflow/compendium", files, top / "home"):
        folder.mkdir(parents=True)
    for name in ("reproduce", "workflow/install.py", "workflow/installer.py"):
        shutil.copy2(SOURCE / name, path / name)
    (path / "Snakefile").touch()
    (path / "workflow/compendium/__main__.py").write_text(VERB)
    script = {
        "used.py": "def main():\n    print('script runs')\n",
        "INFO/entry_points.txt": "[console_scripts]\nused = used:main\n",
    }
    (path / "requirements.lock").write_text(wheel(files, "used", script))
    (path / "requirements-test.lock").write_text(
        (path / "requirements.lock").read_text() + wheel(files, "more", {"more.py": ""})
    )
    (path / "requirements-validators.lock").write_text(wheel(files, "valid", {"valid.py": ""}))
    (path / "sources.lock").write_text(source(files))
    (path / "sources-validators.lock").write_text(source(files))
    (path / "build-tools.lock").write_text(wheel(files, "backend", {"backend.py": BACKEND}))
    return Small(path, files, tools)


@pytest.fixture(scope="module")
def made(bare, tmp_path_factory):
    """With the environment, which was made under settings of a user that would put packages elsewhere."""
    small = bare.copy(tmp_path_factory.mktemp("ä қ made") / "c")
    elsewhere = small.path.parent / "elsewhere"
    settings = small.path.parent / "pip.conf"
    settings.write_text(
        f"[global]\nno-index = true\nfind-links = {small.files}\ntarget = {elsewhere}\n[install]\nuser = true\nno-binary = :all:\n"
        "require-virtualenv = true\n"
    )
    user = {"PIP_CONFIG_FILE": str(settings), "PIP_PREFIX": str(elsewhere), "PIP_CONSTRAINT": str(elsewhere)}
    done = small.run(
        "status", PIP_FIND_LINKS="", PIP_NO_INDEX="", PYTHONHOME="/nonexistent", PYTHONOPTIMIZE="2", **user
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("verb ['status'] 0") and not elsewhere.exists()
    assert done.stderr.count("\n") == 1 and "Making the environment" in done.stderr
    return small


def installed(small: Small, folder: str = ".venv") -> set[str]:
    return {path.name.split("-")[0] for path in (small.path / folder / "lib").rglob("*.dist-info")} - {
        "pip",
        "setuptools",
    }


def failed(done: subprocess.CompletedProcess, *words: str, lines: int = 1) -> None:
    assert done.returncode == 4, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr and done.stderr.count("\n") == lines, done.stderr
    for word in words:
        assert word in done.stderr, done.stderr


def test_it_holds_what_is_locked_and_no_tool_that_built_it(made):
    assert installed(made) == {"used", "built"}
    assert not (made.path / ".venv/build-tools").exists() and not (made.path / ".cache/packages").exists()
    assert os.listdir(made.files.parent / "home") == []
    again = made.run("status")
    assert (again.returncode, again.stderr) == (0, "")


def test_it_is_found_through_links_from_anywhere_and_leaves_what_lies_beside_the_link(made, tmp_path):
    beside = tmp_path / "bin"
    (beside / ".venv").mkdir(parents=True)
    (beside / ".venv/mine.txt").write_text("precious")
    (beside / "one").symlink_to(made.path / "reproduce")
    (beside / "two").symlink_to("one")
    (tmp_path / "folder").symlink_to(made.path)
    (tmp_path / made.path.name).mkdir()
    for script, cwd in ((str(beside / "two"), None), ("./two", beside), ("folder/reproduce", tmp_path)):
        done = made.run("status", script=script, cwd=cwd, CDPATH=str(tmp_path))
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        assert str(made.path / ".venv") in done.stdout
    path = f"{beside}:{made.tools}"
    assert made.run("two", script="sh", cwd=beside).returncode == 0
    assert made.run("-c", "two status", script="sh", cwd=tmp_path, PATH=path).returncode == 0
    assert (beside / ".venv/mine.txt").read_text() == "precious" and len(os.listdir(beside / ".venv")) == 1


def test_it_needs_no_readlink_and_no_home(made, tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    for name in ("sh", "cmp", "ls", "cat"):
        (few / name).symlink_to(shutil.which(name))
    (tmp_path / "a -> b").symlink_to(made.path / "reproduce")
    done = made.run("status", script=str(tmp_path / "a -> b"), without="HOME", PATH=str(few))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_script_alone_in_a_folder_says_where_it_belongs(bare, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv/mine.txt").touch()
    shutil.copy2(bare.path / "reproduce", tmp_path / "reproduce")
    failed(bare.run(script=str(tmp_path / "reproduce")), "Snakefile", "link")
    assert (tmp_path / ".venv/mine.txt").exists()


@pytest.mark.parametrize("name", ["-x", "a{b}c", "new\nline\n", "q'\"$`\\ %&#*[]", "қазақ"])
def test_a_copy_in_any_path_runs_at_once_and_its_scripts_name_it(made, tmp_path, name):
    moved = made.copy(tmp_path / name)
    done = moved.run("status", script="./reproduce", cwd=moved.path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip("\n").endswith(str(moved.path / ".venv").rstrip("\n"))
    script = subprocess.run([moved.path / ".venv/bin/used"], capture_output=True, text=True)
    assert script.stdout == "script runs\n", script.stderr


def test_a_colon_in_the_path_is_a_sentence(bare, tmp_path):
    failed(bare.copy(tmp_path / "a:b").run("status"), "colon")


def test_what_it_did_not_make_is_left_alone(bare, made, tmp_path):
    foreign = bare.copy(tmp_path / "c")
    (foreign.path / ".venv").mkdir()
    (foreign.path / ".venv/mine.txt").write_text("precious")
    shutil.copy2(bare.path / "requirements.lock", foreign.path / ".venv/requirements.lock")
    failed(foreign.run("status"), str(foreign.path / ".venv"), "move it away")
    assert (foreign.path / ".venv/mine.txt").read_text() == "precious"
    shutil.rmtree(foreign.path / ".venv")
    (foreign.path / ".venv").symlink_to(made.path / ".venv")
    assert foreign.run("status").returncode == 0
    failed(foreign.run("test"), "is a link", "remove the link")
    with (foreign.path / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    failed(foreign.run("status"), "is a link", "remove the link")
    assert installed(made) == {"used", "built"} and (foreign.path / ".venv").is_symlink()


def test_what_fails_says_why_and_is_made_again_once_where_two_run_at_once(bare, tmp_path):
    small = bare.copy(tmp_path / "c")
    server = {"PIP_NO_INDEX": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1", "PIP_INDEX_URL": "http://127.0.0.1:9/"}
    failed(small.run("status", **server), "not in reach", "install.log", lines=2)
    (small.path / ".venv/lib/half").touch()
    command, pipe = [str(small.path / "reproduce"), "status"], subprocess.PIPE
    both = [subprocess.Popen(command, env=small.variables(), stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    said = [one.communicate(timeout=300) for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert sum("Making" in errors for _, errors in said) == 1
    assert not (small.path / ".venv/lib/half").exists() and installed(small) == {"used", "built"}


def test_the_tests_need_more_and_what_fails_leaves_the_build_as_it_was(made, tmp_path):
    small = made.copy(tmp_path / "c")
    failed(small.run("test", PIP_FIND_LINKS=str(tmp_path)), "needs the network", lines=2)
    assert small.run("status").returncode == 0
    assert small.run("test").returncode == 0
    assert installed(small) == {"used", "built", "more"} and installed(small, ".venv-validators") == {"valid", "built"}
    assert small.run("test").stderr == ""


def python(folder: Path, name: str, version: str) -> Path:
    """A program that says it is a Python of a version, and does not fit."""
    path = folder / name
    path.write_text(f'#!/bin/sh\ncase "$2" in *print*) echo {version} ;; *) exit 1 ;; esac\n')
    path.chmod(0o755)
    return path


def test_a_python_out_of_the_range_is_named(bare, tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    for name in ("sh", "cmp", "cat", "readlink"):
        (few / name).symlink_to(shutil.which(name))
    failed(bare.run("status", PATH=str(few)), "Python 3.11, 3.12 or 3.13 is needed", "there is no python3")
    python(few, "python3", "3.14.0")
    failed(bare.run("status", PATH=str(few)), "Python 3.11, 3.12 or 3.13 is needed", "python3 is 3.14.0")
    chosen = python(tmp_path, "a python", "3.10.2")
    failed(bare.run("status", PYTHON=str(chosen)), str(chosen), "Python 3.10.2", "3.13")
    failed(bare.run("status", PYTHON=str(tmp_path / "none")), "no program")


def test_a_folder_that_cannot_be_written_is_a_sentence(bare, tmp_path):
    small = bare.copy(tmp_path / "c")
    command = [str(small.path / "reproduce"), "status"]
    if os.geteuid() == 0:  # root may write what its mode forbids
        mount = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && "$@"']
        command = [*mount, str(small.path), *command]
        if subprocess.run([*command[:6], "true"], capture_output=True).returncode:
            pytest.skip("root may not mount a folder read-only here")
    else:
        small.path.chmod(0o555)
    path = f"{small.tools}:{os.environ['PATH']}"
    done = subprocess.run(command, env=small.variables(PATH=path), capture_output=True, text=True)
    small.path.chmod(0o755)
    failed(done, str(small.path), "cannot be written")


def test_settings_of_uv_that_say_where_packages_come_from_are_kept(tmp_path, monkeypatch):
    settings = tmp_path / "uv.toml"
    settings.write_text(
        'native-tls = true\nexclude-newer = "2020-01-01"\n[pip]\ntarget = "x"\n[[index]]\nurl = "u"\ndefault = true\n'
    )
    monkeypatch.setenv("UV_CONFIG_FILE", str(settings))
    assert installer.uv_settings() == 'native-tls = true\nindex = [{"url" = "u", "default" = true}]\n'
    assert [
        n for n in ("UV_INDEX_URL", "UV_TARGET", "UV_PYTHON", "UV_SYSTEM_CERTS", "UV_NO_BUILD") if installer.is_of_uv(n)
    ] == [
        "UV_INDEX_URL",
        "UV_SYSTEM_CERTS",
    ]


def test_a_clone_has_the_same_bytes_whatever_git_is_told(fresh, tmp_path):
    shutil.copy2(SOURCE / ".gitattributes", fresh / ".gitattributes")
    git = ("git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all")):
        subprocess.run([*git, *command], cwd=fresh.path, check=True)
    for setting in ("core.autocrlf=true", "core.eol=crlf"):
        target = tmp_path / setting
        subprocess.run([*git, "clone", "-q", "-c", setting, str(fresh.path), str(target)], check=True)
        names = subprocess.run([*git, "ls-files", "-z"], cwd=target, capture_output=True, text=True).stdout.split("\0")
        assert len(names) > 400
        assert [n for n in names if n and (target / n).read_bytes() != (fresh / n).read_bytes()] == []
