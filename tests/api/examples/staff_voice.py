"""Staff voice: one example of every kind of entry, as such things go."""

from tests.api.desk import A_DAY, ANN, ASTOR
from tests.api.examples.common import Stories

STORIES: Stories = {
    "what colleagues feel": [
        ("StaffVoiceReadingRecorded", ANN, "recordStaffVoiceReading",
         {"school": ASTOR, "happenedOn": A_DAY,
          "voices": [{"item": "ISOLATED", "n": 12, "mean": "2.25", "sd": "0.8",
                      "scaleMin": "1", "scaleMax": "5"}]}),
    ],
}  # fmt: skip
