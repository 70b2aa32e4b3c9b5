"""A server that speaks S3 on loopback, with faults to order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.needs import needs


class Faults:
    """Answers the next requests of a method with these statuses, and counts what came."""

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app, self._lock = app, threading.Lock()
        self.statuses: list[int] = []
        self.method = "PUT"
        self.requests: list[tuple[str, str, int]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with self._lock:
            hit = self.statuses and environ["REQUEST_METHOD"] == self.method
            status = self.statuses.pop(0) if hit else 0
            self.requests.append((environ["REQUEST_METHOD"], environ["PATH_INFO"], status))
        if status:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(f"{status} Trouble", [("Content-Length", "0")])
            return [b""]
        return self._app(environ, start_response)


@contextmanager
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Faults]]:
    """The address of an empty bucket and the faults before it; its keys are in the environment."""
    needs("moto", "obstore", "flask_cors")
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    faults = Faults(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, faults, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = {
        "AWS_ACCESS_KEY_ID": "publish",
        "AWS_SECRET_ACCESS_KEY": "publish",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.port}",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    name = f"books-{server.port}"
    try:
        httpx.put(f"{settings['AWS_ENDPOINT_URL']}/{name}").raise_for_status()
        yield f"s3://{name}/shelf", faults
    finally:
        server.shutdown()
        server.server_close()
