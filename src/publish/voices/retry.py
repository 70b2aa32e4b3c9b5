"""HTTP requests to a voice service, with retries."""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests

from publish.errors import NetworkError, VoiceError

ATTEMPTS = 6
TIMEOUT_S = (10.0, 30.0)
LONGEST_WAIT_S = 60.0
_SOUND = re.compile(r'jQ1olc","\[\\"([A-Za-z0-9+/=_-]*)\\"')
_LATER = "try again later; what is spoken already is kept"
_HELP = "connect to the network, or take an offline voice with --voice auto"


class RetryingSender:
    """Sends one request after the other through one session, and retries as the service asks."""

    def __init__(
        self,
        session: requests.Session | None = None,
        wait: Callable[[float], None] = time.sleep,
        attempts: int = ATTEMPTS,
        timeout_s: tuple[float, float] = TIMEOUT_S,
    ) -> None:
        self._session = session or requests.Session()
        self._wait, self._attempts, self._timeout_s = wait, attempts, timeout_s
        self._reached = False

    def sound(
        self,
        request: requests.PreparedRequest,
        sound_of: Callable[[requests.Response], bytes] = lambda response: sound_in(response.text),
        refused: str = _HELP,
    ) -> bytes:
        """The sound that `found` finds in the answer to a request; `refused` helps with a refusal.

        Raises NetworkError, or VoiceError when there is none.
        """
        response, reason = self._send(request)
        for attempt in range(self._attempts):
            if attempt:
                self._wait(self._pause(attempt, response))
                response, reason = self._send(request)
            if response is None:
                if not self._reached:
                    raise NetworkError(f"the voice service cannot be reached ({reason})", _HELP)
            elif response.ok:
                if sound := sound_of(response):
                    return sound
                reason = "no sound in its answer"
            elif not _worth_another(response.status_code):
                raise NetworkError(f"the voice service refused the request ({reason})", refused)
        kind = VoiceError if response is not None and response.ok else NetworkError
        raise kind(f"the voice service failed {self._attempts} times ({reason})", _LATER)

    def _send(self, request: requests.PreparedRequest) -> tuple[requests.Response | None, str]:
        """The answer, or None and why there is none."""
        session = self._session
        settings = session.merge_environment_settings(request.url or "", {}, None, True, None)
        try:
            response = session.send(request, timeout=self._timeout_s, **settings)
            self._reached = True
            return response, f"{response.status_code} {response.reason}"
        except requests.Timeout:
            return None, "no answer in time"
        except requests.exceptions.SSLError:
            return None, "its certificate is not to be trusted"
        except requests.RequestException as error:
            return None, type(error).__name__
        except OSError as error:
            return None, error.strerror or type(error).__name__

    def _pause(self, attempt: int, response: requests.Response | None) -> float:
        """Seconds before the next attempt: what the service asks for, else twice as long each time."""
        asked = retry_after(response.headers.get("Retry-After", ""), _now()) if response is not None else None
        return min(asked if asked is not None else 2.0 ** (attempt - 1), LONGEST_WAIT_S)


def _worth_another(status: int) -> bool:
    """Whether a status may pass: time-outs, too early, too many, and the service's own failures."""
    return status in (408, 425, 429) or status >= 500


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header: a number or a date (RFC 9110, 10.2.3); None for neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, (when.replace(tzinfo=when.tzinfo or UTC) - now).total_seconds())


def sound_in(answer: str) -> bytes:
    """The MP3 that an answer holds in base64, b"" for none."""
    match = _SOUND.search(answer)
    try:
        return base64.b64decode(match.group(1), validate=True) if match else b""
    except binascii.Error:
        return b""


def _now() -> datetime:
    return datetime.now(UTC)
