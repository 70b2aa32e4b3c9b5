"""The files for Kubernetes say what the lock and the program say."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from typing import Any

import pytest
import yaml

from publish.cli.arguments import parser
from tests.needs import ROOT, needs, program

POD: dict[str, Any] = {
    "type": "object",
    "required": ["spec"],
    "properties": {
        "spec": {
            "type": "object",
            "required": ["containers"],
            "properties": {
                "containers": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "object", "required": ["name", "image", "resources"]},
                },
                "volumes": {"type": "array", "items": {"type": "object", "required": ["name"]}},
            },
        }
    },
}
START = {"type": "object", "additionalProperties": {"type": "string"}}
RAY_JOB: dict[str, Any] = {
    "type": "object",
    "required": ["apiVersion", "kind", "metadata", "spec"],
    "properties": {
        "apiVersion": {"const": "ray.io/v1"},
        "kind": {"const": "RayJob"},
        "spec": {
            "type": "object",
            "additionalProperties": False,
            "required": ["entrypoint", "rayClusterSpec"],
            "properties": {
                "entrypoint": {"type": "string"},
                "entrypointNumCpus": {"type": "number"},
                "shutdownAfterJobFinishes": {"type": "boolean"},
                "ttlSecondsAfterFinished": {"type": "integer", "minimum": 0},
                "backoffLimit": {"type": "integer", "minimum": 0},
                "rayClusterSpec": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["headGroupSpec"],
                    "properties": {
                        "rayVersion": {"type": "string"},
                        "enableInTreeAutoscaling": {"type": "boolean"},
                        "headGroupSpec": {
                            "type": "object",
                            "required": ["template"],
                            "additionalProperties": False,
                            "properties": {"rayStartParams": START, "template": POD},
                        },
                        "workerGroupSpecs": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["groupName", "maxReplicas", "minReplicas", "template"],
                                "additionalProperties": False,
                                "properties": {
                                    "groupName": {"type": "string"},
                                    "replicas": {"type": "integer", "minimum": 0},
                                    "minReplicas": {"type": "integer", "minimum": 0},
                                    "maxReplicas": {"type": "integer", "minimum": 1},
                                    "rayStartParams": START,
                                    "template": POD,
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The fields of KubeRay's RayJob that ours uses, as its API reference (v1) gives them."""


FILES = ("Containerfile", "desk.Containerfile")


def documents() -> dict[str, Any]:
    text = (ROOT / "deploy" / "ray-job.yaml").read_text("utf-8")
    return {document["kind"]: document for document in yaml.safe_load_all(text)}


def pods() -> list[dict[str, Any]]:
    cluster = documents()["RayJob"]["spec"]["rayClusterSpec"]
    groups = [cluster["headGroupSpec"], *cluster["workerGroupSpecs"]]
    return [group["template"]["spec"] for group in groups]


def test_the_job_has_the_fields_of_a_ray_job() -> None:
    needs("jsonschema")
    import jsonschema

    job = documents()["RayJob"]
    jsonschema.validate(job, RAY_JOB)
    job["spec"]["rayClusterSpec"]["headGroup"] = job["spec"]["rayClusterSpec"].pop("headGroupSpec")
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(job, RAY_JOB)


def test_pods_and_claim_are_what_kubernetes_takes() -> None:
    needs("kubernetes_validate")
    import kubernetes_validate

    claim = documents()["PersistentVolumeClaim"]
    named: list[dict[str, Any]] = [
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": pod} for pod in pods()
    ]
    for resource in (claim, *named):
        kubernetes_validate.validate(resource, kubernetes_validate.latest_version(), strict=True)
    named[0]["spec"]["containers"][0]["volumeMount"] = []
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(named[0], kubernetes_validate.latest_version(), strict=True)


@pytest.mark.parametrize("file", FILES)
def test_the_linter_has_nothing_to_say_of_the_container_file(file: str) -> None:
    needs("hadolint")
    command = [
        str(program("hadolint")),
        "--failure-threshold",
        "style",
        str(ROOT / "deploy" / file),
    ]
    output = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (output.stdout, output.returncode) == ("", 0)


def test_the_jobs_command_is_one() -> None:
    name, *arguments = shlex.split(documents()["RayJob"]["spec"]["entrypoint"])
    options = parser().parse_args(arguments)
    assert name == "publish"
    assert (options.command, options.runner) == ("build:build", "ray")


def test_the_cluster_runs_the_ray_of_the_lock() -> None:
    lock = (ROOT / "requirements" / "cluster.txt").read_text("utf-8")
    locked = re.search(r"^ray==(\S+)", lock, re.MULTILINE)
    assert locked
    assert documents()["RayJob"]["spec"]["rayClusterSpec"]["rayVersion"] == locked[1]


def test_every_mounted_volume_is_there_and_the_ledger_outlives_its_pod() -> None:
    for pod in pods():
        volumes = {volume["name"] for volume in pod["volumes"]}
        assert all(mount["name"] in volumes for c in pod["containers"] for mount in c["volumeMounts"])
    claim = pods()[0]["volumes"][0]["persistentVolumeClaim"]["claimName"]
    assert claim == documents()["PersistentVolumeClaim"]["metadata"]["name"]


def test_the_images_user_may_write_on_the_volume() -> None:
    user = re.search(r"^USER (\d+)$", (ROOT / "deploy" / "Containerfile").read_text("utf-8"), re.MULTILINE)
    assert user
    assert pods()[0]["securityContext"]["fsGroup"] == int(user[1])


@pytest.mark.parametrize("file", FILES)
def test_the_image_is_built_from_files_that_exist_and_only_from_the_lock(file: str) -> None:
    text = (ROOT / "deploy" / file).read_text("utf-8")
    copied = [name for line in re.findall(r"^COPY (.+)$", text, re.MULTILINE) for name in line.split()[:-1]]
    assert all((ROOT / name).exists() for name in copied)
    installs = re.findall(r"pip install (?:.|\\\n)*?(?=\n[A-Z&]|\n    &&)", text)
    assert len(installs) == 2
    assert all("--no-deps" in line and ("--require-hashes" in line or " ." in line) for line in installs)


def test_the_desks_image_runs_a_desk_that_asks_for_a_password() -> None:
    text = (ROOT / "deploy" / "desk.Containerfile").read_text("utf-8")
    command = re.search(r"^CMD (.+)$", text, re.MULTILINE)
    assert command
    name, *arguments = json.loads(command[1])
    options = parser().parse_args(arguments)
    assert (name, options.command, options.listen) == ("publish", "books:desk", "0.0.0.0")
    assert f"EXPOSE {options.port}" in text
    service = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))["services"]["desk"]
    assert service["ports"] == [f"127.0.0.1:{options.port}:{options.port}"]
    place = ROOT / "deploy" / service["build"]["context"]
    assert (place / service["build"]["dockerfile"]).samefile(ROOT / "deploy" / "desk.Containerfile")
    kept = re.search(r"^VOLUME (.+)$", text, re.MULTILINE)
    assert kept
    assert {volume.split(":")[1] for volume in service["volumes"]} == set(json.loads(kept[1]))
