"""Servers that speak S3 on loopback, with faults to order: moto's, and s3rver's behind a forwarder."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.needs import missing, needs

App = Callable[..., Iterable[bytes]]
S3RVER = Path(__file__).parent / "node_modules" / "s3rver" / "bin" / "s3rver.js"


class Faults:
    """Answers the next requests of a method with these statuses, after a delay, and counts what came."""

    def __init__(self, app: App) -> None:
        self._app, self._lock = app, threading.Lock()
        self.statuses: list[int] = []
        self.method = "PUT"
        self.delay_s = 0.0
        self.requests: list[tuple[str, str, int]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._lock:
            hit = self.statuses and environ["REQUEST_METHOD"] == self.method
            status = self.statuses.pop(0) if hit else 0
            self.requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], status))
        time.sleep(self.delay_s)
        if status:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(f"{status} Trouble", [("Content-Length", "0")])
            return [b""]
        return self._app(environ, start_response)

    def puts(self, ending: str) -> list[str]:
        """The paths that objects of this ending were put at, and that were let through."""
        return [
            path
            for method, path, status in self.requests
            if method == "PUT" and path.endswith(ending) and not status
        ]


@contextmanager
def bucket(monkeypatch: pytest.MonkeyPatch, server: str = "moto") -> Iterator[tuple[str, Faults]]:
    """The address of an empty bucket and the faults before it; its keys are in the environment."""
    needs("obstore")
    with {"moto": moto, "s3rver": s3rver}[server]() as (app, keys, name):
        from werkzeug.serving import make_server

        faults = Faults(app)
        front = make_server("127.0.0.1", 0, faults, threaded=True)
        threading.Thread(target=front.serve_forever, daemon=True).start()
        settings = {
            "AWS_ACCESS_KEY_ID": keys,
            "AWS_SECRET_ACCESS_KEY": keys,
            "AWS_REGION": "us-east-1",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{front.port}",
        }
        for variable, value in settings.items():
            monkeypatch.setenv(variable, value)
        try:
            if server == "moto":
                httpx.put(f"{settings['AWS_ENDPOINT_URL']}/{name}").raise_for_status()
            yield f"s3://{name}/shelf", faults
        finally:
            front.shutdown()
            front.server_close()


@contextmanager
def moto() -> Iterator[tuple[App, str, str]]:
    """The application of moto's server, its keys, and the name of a bucket to make."""
    needs("moto", "flask_cors")
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

    yield DomainDispatcherApplication(create_backend_app), "publish", f"books-{uuid.uuid4().hex[:8]}"


@contextmanager
def s3rver() -> Iterator[tuple[App, str, str]]:
    """An application that forwards to s3rver in a process of its own, its keys, and its bucket."""
    needs("node")
    if not S3RVER.exists():
        missing("s3rver is missing: run npm ci --prefix tests/scale")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    import tempfile

    folder = tempfile.mkdtemp(prefix="s3rver-")
    name = f"books-{port}"  # clients are kept by bucket, so that no two servers may share one
    command = [str(shutil.which("node")), str(S3RVER), "-d", folder, "-a", "127.0.0.1", "-p", str(port)]
    command += ["-s", "--configure-bucket", name]
    process = subprocess.Popen(command, env={**os.environ, "NODE_NO_WARNINGS": "1"})
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield forwarded(port), "S3RVER", name
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def forwarded(port: int) -> App:
    """An application that asks another server, with the same host name, since that is signed."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        headers = {
            key[5:].replace("_", "-").title(): value
            for key, value in environ.items()
            if key.startswith("HTTP_")
        }
        headers |= {"Content-Type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
        headers["Content-Length"] = str(len(body))
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request(environ["REQUEST_METHOD"], environ["RAW_URI"], body, headers)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        passed = [
            (k, v)
            for k, v in answer.getheaders()
            if k.lower() not in ("connection", "transfer-encoding", "keep-alive")
        ]
        start_response(f"{answer.status} {answer.reason}", passed)
        return [data]

    return app
