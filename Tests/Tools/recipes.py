#!/usr/bin/env python3
"""Answers one returned folder by batch, on a Slurm cluster and on a Spark cluster, and compares the three registers byte for byte.

recipes.py GREENQUOTE BUILD_FIXTURES SCRATCH [FILES] [PARTS] [slurm|spark]        Linux; Debian packages are installed as root or with sudo

- the folder is that of `BuildFixtures DIR returned`; batch has to find each of its files to be what it was made to be
- Slurm: Tests/Recipes/slurm on a cluster of this machine alone, which is started and ended here
- Spark: Tests/Recipes/spark on local-cluster[2,1,1024], two executors in processes of their own
- a file that costs the worker its life, or an hour, costs itself alone, in both recipes; a task of Slurm's that is started again goes on

What is not installed and cannot be is said in a line with NOT CHECKED. Everything else that does not hold is a failure.
"""
import collections
import contextlib
import csv
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import time

GREENQUOTE = str(pathlib.Path(sys.argv[1]).resolve())
BUILD_FIXTURES = str(pathlib.Path(sys.argv[2]).resolve())
SCRATCH = pathlib.Path(sys.argv[3]).resolve()
FILES = int(sys.argv[4]) if len(sys.argv) > 4 else 600
PARTS = int(sys.argv[5]) if len(sys.argv) > 5 else 4
ONLY = sys.argv[6:] or ["slurm", "spark"]
RECIPES = pathlib.Path("Tests/Recipes").resolve()
OPTIONS = ["--as-of", "2026-11-21", "--language", "en"]
# Executors would start a worker for each core; the names of files are UTF-8 whatever the machine is set to.
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8"}
# The longest that a file may take; one of them would take an hour.
SECONDS_PER_FILE = 10
problems = []
left_out = []


def expect(condition, text):
    if not condition:
        problems.append(text)
        print("  FAILED:", text, flush=True)


def not_checked(text):
    left_out.append(text)
    print("  NOT CHECKED:", text, flush=True)


def run(*command, environment=ENVIRONMENT, statuses=(0,), **options):
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, env=environment, **options)
    if result.returncode not in statuses:
        raise RuntimeError(f"{command[0]} ended with status {result.returncode}\n{result.stdout[-2000:]}\n{result.stderr[-4000:]}")
    return result


@contextlib.contextmanager
def timed(what, files):
    start = time.monotonic()
    yield
    seconds = time.monotonic() - start
    print(f"  {what}: {seconds:.1f} s, {files / seconds:.0f} files/s", flush=True)


def install(*packages):
    """Whether the Debian packages are there afterwards."""
    status = run("dpkg-query", "-W", "-f=${Package} ${Status}\n", *packages, statuses=(0, 1)).stdout
    if status.count("install ok installed") == len(packages):
        return True
    start = time.monotonic()
    sudo = [] if os.getuid() == 0 else ["sudo"]
    environment = {**ENVIRONMENT, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        result = subprocess.run([*sudo, "apt-get", *command], env=environment, capture_output=True, text=True)
        if result.returncode:
            print(result.stderr[-2000:])
            return False
    print(f"  installed {' '.join(packages)} in {time.monotonic() - start:.1f} s", flush=True)
    return True


# The folder and what batch makes of it.


def make_folder(folder, files):
    """Writes the folder; what each of its files is meant to be."""
    lines = run(BUILD_FIXTURES, folder, "returned", files, PARTS).stdout.splitlines()
    kinds = {entry["path"]: entry["kind"] for entry in map(json.loads, lines)}
    # What code cannot write into one folder everywhere: links, and a folder that is hidden.
    tool = next(path for path, kind in kinds.items() if kind == "good-tool")
    links = {"0 link.xlsx": (tool, "good-tool"), "~ link.xlsx": (tool, "duplicate"), "gone.xlsx": ("nowhere.xlsx", "skipped"), "linked": ("east", "skipped")}
    for name, (target, kind) in links.items():
        os.symlink(target, folder / name)
        kinds[name] = kind
    kinds[tool] = "duplicate"  # "0 link.xlsx" comes before it
    if tool.encode() < b"0 link.xlsx":
        kinds[tool], kinds["0 link.xlsx"] = "good-tool", "duplicate"
    (folder / ".hidden").mkdir()
    shutil.copy(folder / tool, folder / ".hidden/tool.xlsx")
    kinds[".hidden"] = "skipped"
    return kinds


def batch(folder, name, statuses):
    register = SCRATCH / f"{name}.sqlite"
    run(GREENQUOTE, "batch", folder, "--output", SCRATCH / name, "--register", register, "--quiet", *OPTIONS, statuses=statuses)
    return register


def check_kinds(summary, kinds):
    expected = {
        "good-tool": {"ready"}, "good-form": {"ready"}, "bad-tool": {"incomplete", "invalid"}, "bad-form": {"incomplete", "invalid"},
        "unreadable": {"unreadable"}, "duplicate": {"duplicate"}, "skipped": {"skipped"},
    }
    with open(summary, encoding="utf-8-sig", newline="") as file:
        states = {row["file"]: row["state"] for row in csv.DictReader(file)}
    expect(states.keys() == kinds.keys(), f"batch lists other files: {sorted(states.keys() ^ kinds.keys())[:5]}")
    wrong = [f"{path!r}: {kind}, found {states.get(path)}" for path, kind in kinds.items() if states.get(path) not in expected[kind]]
    expect(not wrong, f"{len(wrong)} files are not found to be what they were made to be: {wrong[:5]}")
    counts = collections.Counter(kinds.values())
    print("  " + ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())), flush=True)


def export(register):
    target = register.with_suffix(".json")
    run(GREENQUOTE, "register", "export", register, "--output", target, "--format", "json", "--force")
    return target.read_bytes()


def compare(first, second, what):
    one, other = export(first), export(second)
    if one == other:
        print(f"  {what}: the same {len(one):,} bytes", flush=True)
        return
    expect(False, f"{what}: the registers differ")
    for number, (left, right) in enumerate(zip(one.splitlines(), other.splitlines())):
        if left != right:
            print(f"    line {number + 1}:\n    {left[:600].decode()}\n    {right[:600].decode()}")
            break


# Slurm.


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@contextlib.contextmanager
def slurm_cluster():
    """A cluster of this machine alone; gives the environment of its commands."""
    place = SCRATCH / "cluster"
    shutil.rmtree(place, ignore_errors=True)
    for name in ("munge", "state", "spool"):
        (place / name).mkdir(parents=True)
    key = place / "munge/key"
    key.write_bytes(random.randbytes(1024))
    key.chmod(0o400)
    host = socket.gethostname().split(".")[0]
    controller, node = free_ports(2)
    configuration = place / "slurm.conf"
    configuration.write_text(f"""
ClusterName=recipes
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket={place}/munge/socket
StateSaveLocation={place}/state
SlurmdSpoolDir={place}/spool
SlurmctldPidFile={place}/slurmctld.pid
SlurmdPidFile={place}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SwitchType=switch/none
MailProg=/bin/true
ReturnToService=2
SlurmdParameters=config_overrides
NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
""")
    environment = {**ENVIRONMENT, "SLURM_CONF": str(configuration)}
    daemons = [
        ["munged", "--foreground", "--force", f"--key-file={key}", f"--socket={place}/munge/socket", f"--pid-file={place}/munge/pid",
         f"--log-file={place}/munge/log", f"--seed-file={place}/munge/seed"],
        ["slurmctld", "-D", "-f", str(configuration)],
        ["slurmd", "-D", "-N", host, "-f", str(configuration)],
    ]
    started = []
    try:
        for daemon in daemons:
            with open(place / f"{daemon[0]}.log", "wb") as log:
                started.append(subprocess.Popen(daemon, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log))
            time.sleep(0.5)
        for _ in range(100):
            state = subprocess.run(["sinfo", "--noheader", "--format=%T"], env=environment, capture_output=True, text=True).stdout.strip()
            if state == "idle" or any(one.poll() is not None for one in started):
                break
            time.sleep(0.2)
        yield environment if state == "idle" else None
    finally:
        for one in reversed(started):
            if one.poll() is None:
                one.terminate()
        for one in started:
            try:
                one.wait(timeout=20)
            except subprocess.TimeoutExpired:
                one.kill()


def slurm_answers(folder, name, environment, tasks=4, program=GREENQUOTE):
    """Runs the recipe; gives the register and what the last job said."""
    work, register = SCRATCH / f"{name}-work", SCRATCH / f"{name}.sqlite"
    if environment:
        environment = {**environment, "GREENQUOTE": program, "SECONDS_PER_FILE": str(SECONDS_PER_FILE)}
        last = run(RECIPES / "slurm/submit.sh", folder, work, register, tasks, *OPTIONS, environment=environment).stdout.strip()
        while True:
            state = run("squeue", "--noheader", "--format=%T", environment=environment).stdout.split()
            if not state:
                break
            time.sleep(0.5)
        state = run("scontrol", "--oneliner", "show", "job", last, environment=environment).stdout
        log = (work / "merge.log").read_text() if (work / "merge.log").exists() else ""
        return register, log, int(state.split("ExitCode=")[1].split(":")[0])
    # The same scripts one after the other, without a cluster.
    work.mkdir()
    (work / "jobs.jsonl").write_text(run(RECIPES / "returned_files.py", folder).stdout)
    (work / "options").write_text("\n".join(OPTIONS) + "\n")
    for task in range(tasks):
        own = {
            **ENVIRONMENT, "GREENQUOTE": program, "SECONDS_PER_FILE": str(SECONDS_PER_FILE), "SLURM_ARRAY_TASK_ID": str(task),
            "SLURM_ARRAY_TASK_COUNT": str(tasks),
        }
        run("bash", RECIPES / "slurm/answer.sbatch", work, environment=own)
    result = run("bash", RECIPES / "slurm/merge.sbatch", work, register, environment={**ENVIRONMENT, "GREENQUOTE": program}, statuses=(0, 3))
    return register, result.stdout + result.stderr, result.returncode


def again(work):
    """A task that was ended in the middle of a line and is started again."""
    answers = work / "answers-1.jsonl"
    whole = answers.read_bytes()
    answers.write_bytes(whole[:len(whole) * 2 // 3])
    environment = {**ENVIRONMENT, "GREENQUOTE": GREENQUOTE, "SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "4"}
    run("bash", RECIPES / "slurm/answer.sbatch", work, environment=environment)
    expect(answers.read_bytes() == whole, "a task that is started again gives other answers")


def check_slurm(folder, expected, poisoned, poisoned_expected, victims, stub):
    print("Slurm", flush=True)
    cluster = contextlib.nullcontext(None)
    if not install("slurmctld", "slurmd", "slurm-client", "munge"):
        not_checked("Slurm cannot be installed: its scripts run without a cluster")
    elif os.getuid() != 0:
        not_checked("only root can start a Slurm cluster: its scripts run without one")
    else:
        cluster = slurm_cluster()
    with cluster as environment:
        if environment is None and not left_out:
            not_checked("the Slurm cluster does not start here: its scripts run without one")
            for log in sorted((SCRATCH / "cluster").glob("*.log")):
                print(f"    {log.name}: " + log.read_text(errors="replace")[-600:].replace("\n", "\n    "))
        with timed("array and merge", FILES):
            register, log, status = slurm_answers(folder, "slurm", environment)
        print("  " + log.strip().replace("\n", "\n  "), flush=True)
        expect(status == 0, f"the last job ended with status {status}")
        compare(expected, register, "register of Slurm and of batch")
        again(SCRATCH / "slurm-work")
        register, log, status = slurm_answers(poisoned, "slurm-poisoned", environment, tasks=2, program=stub)
        check_victims(log, status, victims)
        compare(poisoned_expected, register, "without the files that the worker does not survive")


def check_victims(log, status, victims):
    expect(status == 3, f"files without answer, and status {status}")
    expect(all(victim in log for victim in victims), f"the files without answer are not named: {log[-500:]}")


# Spark.


def spark_python():
    """A Python that has pyspark, or nothing."""
    if not install("openjdk-17-jre-headless", "python3-venv"):
        return None
    place = pathlib.Path(".build/recipes-python").resolve()
    python = place / "bin/python"
    if subprocess.run([str(python), "-c", "import pyspark"], capture_output=True).returncode if python.exists() else True:
        start = time.monotonic()
        try:
            run("python3", "-m", "venv", "--clear", place)
            run(python, "-m", "pip", "install", "--quiet", "pyspark>=4.0,<5")
        except RuntimeError as error:
            print(error)
            return None
        print(f"  installed pyspark in {time.monotonic() - start:.1f} s", flush=True)
    return python


def spark_answers(folder, name, python, program=GREENQUOTE):
    answers, register = SCRATCH / f"{name}-answers", SCRATCH / f"{name}.sqlite"
    home = run(python, "-c", "import pyspark; print(pyspark.__path__[0])").stdout.strip()
    environment = {**ENVIRONMENT, "SPARK_HOME": home, "PYSPARK_PYTHON": str(python), "SPARK_LOCAL_IP": "127.0.0.1"}
    result = run(
        f"{home}/bin/spark-submit", "--master", "local-cluster[2,1,1024]", "--driver-memory", "1g", "--conf", "spark.ui.enabled=false",
        "--py-files", RECIPES / "returned_files.py", RECIPES / "spark/answer_folder.py", folder, answers, "--greenquote", program,
        "--seconds", SECONDS_PER_FILE, "--", *OPTIONS, environment=environment, cwd=SCRATCH)
    expect("files answered" in result.stdout, "the Spark recipe did not say how many files it answered")
    print("  " + result.stdout.strip().replace("\n", "\n  "), flush=True)
    merged = run(GREENQUOTE, "register", "merge", register, *sorted(answers.glob("part-*")), statuses=(0, 3))
    return register, merged.stdout + merged.stderr, merged.returncode


def check_spark(folder, expected, poisoned, poisoned_expected, victims, stub):
    print("Spark", flush=True)
    python = spark_python()
    if python is None:
        not_checked("pyspark or Java cannot be installed: the Spark recipe did not run")
        return
    with timed("local-cluster[2,1,1024] and merge", FILES):
        register, log, status = spark_answers(folder, "spark", python)
    print("  " + log.strip().replace("\n", "\n  "), flush=True)
    expect(status == 0, f"merging ended with status {status}")
    compare(expected, register, "register of Spark and of batch")
    register, log, status = spark_answers(poisoned, "spark-poisoned", python, program=stub)
    check_victims(log, status, victims)
    compare(poisoned_expected, register, "without the files that the worker does not survive")


# A worker that dies of some files and comes to no end with another.

STUB = r"""#!/usr/bin/env python3
# greenquote, but the worker dies of files that are called poison, and comes to no end with those called endless.
import json, os, signal, subprocess, sys, time
program = PROGRAM
if sys.argv[1] != "worker":
    os.execv(program, [program, *sys.argv[1:]])
kind = sys.argv[sys.argv.index("--input") + 1]
while line := sys.stdin.buffer.readline():
    job = json.loads(line)
    if "poison" in job["file"]:
        sys.stdout.write('{"half an ans')
        sys.stdout.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    if "endless" in job["file"]:
        time.sleep(3600)
    content = sys.stdin.buffer.read(job["length"]) if kind == "content" else b""
    subprocess.run([program, *sys.argv[1:]], input=line + content, check=True)
"""


def poisoned_folder():
    """A folder with files that the stub does not survive; the register of the others, and the names of the former."""
    folder = SCRATCH / "poisoned-folder"
    run(BUILD_FIXTURES, folder, "returned", 24, PARTS)
    expected = batch(folder, "poisoned-batch", (0, 1, 3))
    victims = ["0 poison.xlsx", "east/endless.xlsx", "east/poison.xlsx", "~ poison.xlsx"]
    (folder / "east").mkdir(exist_ok=True)
    for victim in victims:
        (folder / victim).write_bytes(victim.encode())
    stub = SCRATCH / "greenquote-that-dies"
    stub.write_text(STUB.replace("PROGRAM", repr(GREENQUOTE), 1))
    stub.chmod(0o755)
    return folder, expected, victims, str(stub)


def main():
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    folder = SCRATCH / "returned"
    print(f"Folder of {FILES} files, {PARTS} parts each", flush=True)
    with timed("written", FILES):
        kinds = make_folder(folder, FILES)
    print("Batch", flush=True)
    with timed("answered, with forms and annotated copies", FILES):
        expected = batch(folder, "batch", (0, 1, 3))
    check_kinds(SCRATCH / "batch/summary.csv", kinds)
    poisoned = poisoned_folder()
    if "slurm" in ONLY:
        check_slurm(folder, expected, *poisoned)
    if "spark" in ONLY:
        check_spark(folder, expected, *poisoned)
    if not problems:
        shutil.rmtree(SCRATCH)
    for text in left_out:
        print("NOT CHECKED:", text)
    print("FAILED: " + "; ".join(problems) if problems else "recipes: everything that was checked holds")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
