"""Whose a row of the staff is: the person of the request that it names, unless it says somebody else (pure)."""

from intake.endings import ACTIONABLE
from intake.person.name_shape import fits
from madoguchi.model.reading import Doubt, Reading
from madoguchi.model.request import BookingRequest, RequestState, reference_of


def as_named(reading: Reading, about: BookingRequest | None) -> Reading:
    """Take the person over from the request that staff name; one that is unknown or somebody else's is doubted.

    Args:
        reading: Of any item; one that names no request is left as it is.
        about: The request that it names, if there is one of that number.
    """
    if reading.concerns is None or reading.kind not in ACTIONABLE:
        return reading
    doubt = other_person(about, reading) if about else _unknown(reading.concerns)
    if about is None or doubt:
        return reading.model_copy(update={"doubts": (*reading.doubts, *filter(None, [doubt]))})
    return reading.model_copy(update={"person": about.person, "name_key": about.name_key})


def _unknown(number: int) -> Doubt:
    say = f"受付番号{reference_of(number)}の申込が見つかりません。番号を確かめてください。"
    return Doubt(code="number_unknown", say=say)


def other_person(request: BookingRequest, reading: Reading) -> Doubt | None:
    """Return the doubt that a row which names a request speaks of somebody else; None when it may be the same."""
    same_number = request.person.seeker_number == reading.person.seeker_number
    if same_number and (request.name_key == reading.name_key or fits(request.person.name, reading.person.name)):
        return None
    if not request.person.seeker_number or not request.name_key or request.state is RequestState.REVIEW:
        return None  # a blank that has now been filled in, or a mistake staff were asked to mend
    say = "同じ受付番号の行で、氏名か求職番号が前と違っています。どちらが正しいか確かめてください。"
    return Doubt(code="other_person", say=say)
