"""What is asked about each doubt, in English; nothing of the doubt's Japanese sentence but the person's own words."""

from collections.abc import Mapping

PLAINLY = "Please tell us the month, day and time (hour and minute) that you would like."
_NUMBER_AGAIN = "Please tell us your job-seeker number once more."
_NAME = "Please tell us your name."
_PHONE = "Please tell us a telephone number at which we can reach you during the day."

# Behind the person's own words, where the doubt quotes them.
AFTER_WORDS: Mapping[str, str] = {
    "garbled_text": "Some of the characters were damaged on the way. Please write it once more.",
    "excel_serial": "This looks like a date that a spreadsheet has turned into a number. " + PLAINLY,
    "negation": "Please tell us only the dates and times that suit you, without those that do not.",
    "condition": "Please tell us the dates and times in the order of your preference, without conditions.",
    "vague_time": "Please tell us the exact time that you would like.",
    "vague_date": "Please tell us the month and day that you would like.",
    "date_inferred": "Please tell us the month and day that you would like.",
    "month_inferred": "Please tell us which month you mean.",
    "year_inferred": "Please tell us the year, month and day that you would like.",
    "invalid_date": "This day does not exist. Please tell us the month and day that you would like.",
    "invalid_time": "This time does not exist. Please tell us the time that you would like.",
    "era_out_of_range": "This year does not exist. Please tell us the year, month and day that you would like.",
    "weekday_mismatch": "The date and the day of the week do not match. Please tell us which day you would like.",
    "date_conflict": "The dates do not agree. Please tell us which day you would like.",
    "time_conflict": "The times do not agree. Please tell us what time you would like to start.",
    "ambiguous_hour": "Please tell us whether you mean the morning or the afternoon.",
    "out_of_hours": "This is outside the hours of our sessions. Please choose another time within them.",
    "off_grid": "No session starts at this time. Please choose another starting time.",
    "closed_day": "We are closed on the day that you named. Please choose another day.",
    "past": "The day that you named is over. Please choose a day to come.",
    "same_day": "Sessions are booked by the day before. Please choose another day.",
    "beyond_horizon": "The day that you named is too far ahead to be booked yet. Please choose an earlier day.",
    "no_slot": "No session starts within this time. Please choose another date and time.",
    "time_unclear": "Please tell us the time for each of the days.",
    "no_date": "Please tell us the month and day for this time.",
    "no_time": "Please tell us the starting time.",
    "rank_conflict": "Please tell us your choices in the order of your preference.",
    "session_length": "Please tell us the starting time.",
    "full": "The times that you asked for are fully booked. Please choose another date and time.",
    "closed": "There are no sessions at the times that you asked for. Please choose another date and time.",
    "too_late": "It is too late to book the day that you named. Please choose another day.",
}

INSTEAD: Mapping[str, str] = {
    "none": "We could not find a date and time in your message. " + PLAINLY,
    "leftover": "We could not make out the date and time from your message. " + PLAINLY,
    "correction": "You seem to have corrected yourself. Please tell us only the date and time that you would like now.",
    "too_many": "There were several dates and times, and we could not tell which you would like. " + PLAINLY,
    "too_long": "Your message was long, and we could not make out the date and time. " + PLAINLY,
    "already_booked": "Is this a new request, or would you like to change a date? Please tell us which.",
    "no_booking": "Please tell us your name and job-seeker number once more.",
    "other_person": "Please tell us your name and job-seeker number once more.",
    "seeker_number_odd": _NUMBER_AGAIN,
    "seeker_number_missing": "Please tell us your job-seeker number.",
    "seeker_numbers_several": _NUMBER_AGAIN,
    "name_missing": _NAME,
    "name_short": "Please tell us both your family name and your given name.",
    "name_unsure": _NAME,
    "name_from_sender": _NAME,
    "two_names": "Please tell us the name of the person who will have the session.",
    "another_person": "Please tell us the name and job-seeker number of the person who will have the session.",
    "maybe_withdrawn": "Please tell us whether we should go on with your request.",
    "name_garbled": "Please tell us your name once more.",
    "name_with_remark": "Please tell us the name of the person who will have the session.",
    "phone_missing": _PHONE,
    "phone_odd": _PHONE,
    "phone_with_remark": _PHONE,
    "contact_missing": _PHONE,
    "email_odd": "Please tell us your email address.",
    "two_addresses": "Please tell us the email address at which you would like to have our answer.",
}
