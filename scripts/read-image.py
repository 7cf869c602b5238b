"""Reads docker/Dockerfile and docker/compose.yaml (as JSON on standard input) into plain files.

They are what scripts/prove-image needs to do by hand what a container engine would do; usage:
docker-compose config --format json | read-image.py PROJECT FOLDER. Lists in the files end each entry with NUL.
What would weaken the composition ends the run with its reason.
"""

import json
import os
import re
import shlex
import sys
from pathlib import Path


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    """The instructions of a Dockerfile, continued lines joined and comments dropped."""
    lines = [line for line in dockerfile.splitlines() if line and not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [tuple(line.split(maxsplit=1)) for line in joined.splitlines()]


def only(found: list[tuple[str, str]], name: str) -> str:
    (argument,) = [argument for instruction, argument in found if instruction == name]
    return argument


def by_stage(found: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """The instructions of each stage by its name; that of the last one, which has none, is empty."""
    stages: dict[str, list[tuple[str, str]]] = {}
    for name, argument in found:
        if name == "FROM":
            stages[argument.partition(" AS ")[2]] = stage = []
        stage.append((name, argument))
    return stages


def with_its_base(stages: dict[str, list[tuple[str, str]]], name: str) -> list[tuple[str, str]]:
    """The instructions of a stage behind those of the stages that it is made from."""
    base = only(stages[name], "FROM").partition(" AS ")[0]
    return (with_its_base(stages, base) if base in stages else []) + stages[name]


def copies(found: list[tuple[str, str]]) -> list[str]:
    """SOURCE and TARGET in turn; a source in the build stage begins with that stage's folder, /build."""
    words = [shlex.split(argument) for name, argument in found if name == "COPY"]
    return [path for copy in words for path in copy if not path.startswith("--")]


def commands(found: list[tuple[str, str]]) -> list[list[str]]:
    """What the RUN instructions of a stage do, one after the other; caches of the builder are left out."""
    runs = [shlex.split(argument) for name, argument in found if name == "RUN"]
    return [[word for word in run if not word.startswith("--mount=")] for run in runs]


class Ignored:
    """What a .dockerignore keeps out of the context: the last line that matches a path, or a folder above it, decides."""

    def __init__(self, text: str) -> None:
        lines = [line.strip() for line in text.splitlines() if not line.startswith("#")]
        self.rules = [(line.startswith("!"), os.path.normpath(line.removeprefix("!")).lstrip("/")) for line in lines if line]

    def has(self, path: str) -> bool:
        folders = path.split("/")
        prefixes = ["/".join(folders[: depth + 1]) for depth in range(len(folders))]
        ignored = False
        for is_kept, pattern in self.rules:
            if any(re.fullmatch(self.expression(pattern), prefix) for prefix in prefixes):
                ignored = not is_kept
        return ignored

    def may_keep_below(self, folder: str) -> bool:
        """Whether it is worth looking into an ignored folder. No line with a wildcard brings something back."""
        return any(is_kept and pattern.startswith(f"{folder}/") for is_kept, pattern in self.rules)

    @staticmethod
    def expression(pattern: str) -> str:
        wildcards = {"**/": "(.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
        parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
        return "".join(wildcards.get(part, re.escape(part)) for part in parts)


def context(project: Path) -> list[str]:
    """The files that a builder gets of the project."""
    ignored = Ignored((project / ".dockerignore").read_text())
    kept = []
    for root, folders, files in os.walk(project):
        here = "" if Path(root) == project else f"{Path(root).relative_to(project)}/"
        folders[:] = [it for it in folders if not ignored.has(here + it) or ignored.may_keep_below(here + it)]
        kept += [here + it for it in files if not ignored.has(here + it)]
    return kept


def training(found: list[tuple[str, str]]) -> list[str]:
    """The variables and the command that write the archive of classes, without what tidies up behind it."""
    (run,) = [argument for name, argument in found if name == "RUN" and "./train" in argument]
    return shlex.split(run.partition(" && ")[0])


def known_variables(settings: dict, config: str, s3: str) -> set[str]:
    """The names that environment variables may have: placeholders, keys by Spring's relaxed binding, and those that S3Settings asks for."""

    def keys(node: object, path: str = "") -> list[str]:
        if not isinstance(node, dict):
            return [path]
        return [path] + [key for name, child in node.items() for key in keys(child, f"{path}.{name}".lstrip("."))]

    relaxed = {key.upper().replace(".", "_").replace("-", dash) for key in keys(settings) for dash in ("", "_")}
    return relaxed | set(re.findall(r"\$\{([A-Z][A-Z0-9_]*)", config)) | set(re.findall(r'"(S3_[A-Z_]+)"', s3))


def volume(name: str, role: dict, image: list[tuple[str, str]]) -> list[str]:
    """The volume of a role as SOURCE:TARGET, whose target the image makes for its user: a new volume gets that owner."""
    user, group = only(image, "USER").split(":")
    made = f"install --directory --owner={user} --group={group} "
    targets = [argument.rpartition(made)[2] for instruction, argument in image if instruction == "RUN" and made in argument]
    named = [it for it in role.get("volumes", []) if it["type"] == "volume"]
    if len(named) > 1 or any(it["target"] not in targets for it in named):
        sys.exit(f"{name} has volumes that the image has made no folder for: {named}")
    return [f"{it['source']}:{it['target']}" for it in named]


def check(services: dict, roles: dict) -> None:
    for name, role in roles.items():
        confined = role.get("read_only") and role.get("cap_drop") == ["ALL"]
        if not confined or role.get("security_opt") != ["no-new-privileges:true"]:
            sys.exit(f"{name} may do more than run")
    published = [(name, port["target"]) for name, service in services.items() for port in service.get("ports", [])]
    if published != [("gateway", 8080)]:
        sys.exit(f"only the gateway may publish a port: {published}")


def write(file: Path, entries: list[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(entry + "\0" for entry in entries))


def main(project: Path, folder: Path) -> None:
    config = project / "config.json"
    s3_settings = project / "src/main/java/orderbakery/config/S3Settings.java"
    stages = by_stage(instructions((project / "docker/Dockerfile").read_text()))
    build, image = stages["build"], with_its_base(stages, "")
    services = json.load(sys.stdin)["services"]
    roles = {name: service for name, service in services.items() if "build" in service}
    check(services, roles)

    write(folder / "context", context(project))
    write(folder / "build-copies", copies(build))
    for number, command in enumerate(commands(build)):
        write(folder / "build" / str(number), command)
    write(folder / "training", training(stages["roles"]))
    write(folder / "embedded-training", training(stages["embedded"]))
    write(folder / "copies", copies(image))
    write(folder / "embedded", copies(stages["embedded"]))
    write(folder / "gateway-tmpfs", services["gateway"]["tmpfs"])
    write(folder / "user", [only(image, "USER")])
    write(folder / "entrypoint", json.loads(only(image, "ENTRYPOINT")))
    write(folder / "healthcheck", json.loads(only(image, "HEALTHCHECK").split(" CMD ")[1]))

    image_environment = shlex.split(only(image, "ENV"))
    known = known_variables(json.loads(config.read_text()), config.read_text(), s3_settings.read_text())
    for name, role in roles.items():
        environment = image_environment + [f"{key}={value}" for key, value in role["environment"].items()]
        unknown = {variable.split("=")[0] for variable in environment} - known
        if unknown:
            sys.exit(f"{name} sets what config.json does not know: {sorted(unknown)}")
        write(folder / "roles" / name / "environment", environment)
        write(folder / "roles" / name / "tmpfs", role["tmpfs"])
        write(folder / "roles" / name / "volume", volume(name, role, image))
        write(folder / "roles" / name / "memory", [str(role["mem_limit"])])


main(*map(Path, sys.argv[1:]))
