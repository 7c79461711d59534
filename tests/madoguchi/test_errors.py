import pytest

from madoguchi import errors, progress
from madoguchi.errors import Exit, MadoguchiError


@pytest.mark.parametrize(
    ("error", "ending"),
    [
        (errors.ConfigurationError(["一", "二"]), Exit.CONFIGURATION),
        (errors.UnreadableInput("一"), Exit.NEEDS_PERSON),
        (errors.NotAllowed("一"), Exit.NEEDS_PERSON),
        (errors.TryLater("一"), Exit.TRY_LATER),
        (errors.StoreError("一"), Exit.CONFIGURATION),
        (errors.PublishingRefused("一"), Exit.NEEDS_PERSON),
    ],
)
def test_every_foreseen_failure_has_its_ending(error: MadoguchiError, ending: Exit) -> None:
    assert error.exit_code is ending
    assert str(error).startswith("一")


def test_every_subclass_says_how_it_ends() -> None:
    assert all("exit_code" in vars(one) for one in MadoguchiError.__subclasses__())
    assert MadoguchiError.exit_code is Exit.DEFECT


def test_the_exit_codes_are_those_of_sysexits() -> None:
    assert {one.name: one.value for one in Exit} == {
        "DONE": 0,
        "DEFECT": 1,
        "USAGE": 2,
        "NEEDS_PERSON": 65,
        "TRY_LATER": 75,
        "CONFIGURATION": 78,
    }


def test_every_configuration_fault_is_kept() -> None:
    assert errors.ConfigurationError(["一", "二"]).problems == ("一", "二")
    assert str(errors.ConfigurationError(["一", "二"])) == "一\n二"


def test_silence_says_nothing() -> None:
    progress.silent("tell", 1, 2)
