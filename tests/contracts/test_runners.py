"""What every runner promises."""

from __future__ import annotations

import importlib.util

import pytest

from publish.errors import SourceError, UsageError
from publish.runners import RUNNERS, Runner, open_runner

AVAILABLE = [
    name for name, spec in sorted(RUNNERS.items()) if importlib.util.find_spec(spec.split(":")[0]) is not None
]


@pytest.fixture(params=AVAILABLE)
def runner(request: pytest.FixtureRequest) -> Runner:
    if request.param == "ray":
        pytest.importorskip("ray")
    return open_runner(request.param, 3)


def halve(number: int) -> int:
    if number % 2:
        raise SourceError(f"{number} is odd", "give an even number")
    return number // 2


def test_every_job_has_one_outcome(runner: Runner) -> None:
    outcomes = {outcome.job: outcome for outcome in runner.map(halve, range(100))}
    assert len(outcomes) == 100
    assert all(outcomes[number].value == number // 2 for number in range(0, 100, 2))


def test_an_error_arrives_as_it_was_raised_and_stops_nothing(runner: Runner) -> None:
    outcomes = {outcome.job: outcome for outcome in runner.map(halve, range(7))}
    error = outcomes[3].error
    assert isinstance(error, SourceError)
    assert (error.message, error.help) == ("3 is odd", "give an even number")
    assert outcomes[4].error is None


def test_no_jobs_is_no_outcomes(runner: Runner) -> None:
    assert list(runner.map(halve, [])) == []


def test_local_gives_up_the_rest_when_closed() -> None:
    done: list[int] = []
    outcomes = open_runner("local", 1).map(done.append, range(100_000))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(done) < 100_000


def test_an_unknown_runner_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="there is no runner 'cloud'"):
        open_runner("cloud", 1)
