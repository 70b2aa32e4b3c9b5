"""What every runner promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from publish.errors import SourceError, UsageError
from publish.runners import Runner, open_runner
from publish.runners.ray import AHEAD, RayRunner
from tests.needs import needs


@pytest.fixture(scope="module", params=["local", pytest.param("ray", marks=pytest.mark.slow)])
def runner(request: pytest.FixtureRequest) -> Iterator[Runner]:
    if request.param == "ray":
        needs("ray")
        runner = RayRunner(2)
        with runner.connected():
            yield runner
    else:
        yield open_runner(request.param, 3)


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


class OddError(Exception):
    """One that cannot be pickled."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"{number}: {why}")


def odd(number: int) -> int:
    raise OddError(number, "because")


def test_an_error_that_cannot_travel_arrives_in_words(runner: Runner) -> None:
    (outcome,) = runner.map(odd, [5])
    assert "5: because" in str(outcome.error)


def test_jobs_are_taken_only_as_there_is_room_for_them(runner: Runner) -> None:
    taken: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(0, 1000, 2):
            taken.append(number)
            yield number

    for done, _ in enumerate(runner.map(halve, jobs())):
        assert len(taken) <= done + 1 + 3 * AHEAD
    assert len(taken) == 500


def test_local_gives_up_the_rest_when_closed() -> None:
    done: list[int] = []
    outcomes = open_runner("local", 1).map(done.append, range(100_000))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert len(done) < 100_000


def test_an_unknown_runner_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="there is no runner 'cloud'"):
        open_runner("cloud", 1)
