"""Words with a capital that schools write before a class, and that are no pupil's name.

"Fractions in 4B" is work, "Macbeth in 9B" a play, "Attendance in 6C" a number. Whatever is not told
here, nor by how it ends, may be a child, and is asked to be said in other words.
"""

from __future__ import annotations

from ledger.domain.screening.rule import either

ENDS_LIKE_A_WORD = (
    "s", "ed", "ing", "tion", "sion", "ment", "ness", "ity", "logy", "graphy", "ance", "ence",
    "ship", "ism", "ful", "ly", "work", "book", "ary", "acy", "ture", "ical",
)  # fmt: skip
"""How hardly a name ends that is not a common one: Fractions, Reading, Attainment."""

TAUGHT = """\
Algebra Arabic Arithmetic Art Biology Chemistry Chinese Citizenship Coding Computing Dance Design
Drama English Food Football French Geometry German Grammar Greek History Italian Latin Mandarin Math
Music Number Oracy Philosophy Phonic Place Poetry Polish Portuguese Prose Punctuation Ratio Religion
Rugby Science Shape Spanish Sport Swimming Technology Turkish Urdu Value Welsh Netball Fiction
Calculus Textile Scratch Python Probability Vocabulary Literacy Numeracy Fluency Mastery Chess Choir
"""

PROGRAMMES = """\
Accelerated Bug Charanga Club Clicker Hegarty Inc Inspire Jigsaw Kapow Letterland Lexia Maker
Mindset Nessy Numicon Power Project Reader Recovery Rose Seneca Sparx Star Success Tassomai Thrive
Voice Wandle White Read Write Lesson Study Bookworm Toolkit Nuffield
"""

TOPICS = """\
Africa Age America Ancient Anglo Asia Australia Brazil Britain British Bronze Buddhism Canada Celtic
China Christian Civil Climate Cold Coast Dover Earth Earthquake Egypt Egyptian Empire Energy Europe
Evolution Fire First Forest Great Greece Hindu India Indus Industrial Iron Islam Japan Jewish
Judaism Kent Kenya Light London Magna Maya Mayan Medieval Mexico Modern Mountain Muslim Norman
Pacific Plague Polar Rainforest Revolution River Roman Rome Russia Saxon Second Sikh Sound Space
Stone Tudor Victorian Viking Volcano War Water Weather World Holocaust Electricity
"""

READ = """\
Animal Anning Austen Beowulf Bronte Carol Chaucer Churchill Columbus Curie Dahl Darwin Dickens
Dracula Einstein Farm Frankenstein Gandhi Gatsby Gruffalo Hamlet Hitler Hobbit Hyde Iliad Inspector
Jekyll Juliet Keats Luther Macbeth Mandela Matilda Mockingbird Morpurgo Narnia Newton Nightingale
Odyssey Orwell Othello Picasso Romeo Rosen Scrooge Seacole Shakespeare Skellig Stalin Tempest Twist
Wonder Wordsworth Zephaniah Pankhurst Boudicca Tutankhamun
"""

PEOPLE = """\
All Another Any Anybody Anyone Both Boy Child Children Class Cohort Colleague Each Either Enough
Every Everybody Everyone Everything Few Fewer Form Girl Group Half Head House Lead Leader Learner
Less Many Member Mentor More Most Much Neither Nobody None Nothing One Only Other Parent People
Pupil Quarter Several Set Some Somebody Someone Something Staff Student Teacher Team Third Tutor Two
Three Four Five Six Seven Eight Nine Ten Year
"""

THINGS = """\
Aim Anchor Answer Approach Archive Audit Autumn Baseline Behaviour Book Break Buddy Calendar Carpet
Challenge Change Choice Coach Cover Cue Curriculum Data Day Debate Demand Diary Display Draft Easter
Effect Effort End Error Essay Exam Example Expert Failure Feedback Film Focus Folder Game Gap Goal
Grade Growth Guidance Half Help Home Idea Impact Interest Interview Issue Journal Key Knowledge
Language Learning Lent Less Level Library List Log Lunch Map Memory Method Misconception Mistake
Mock Model Need Note Oral Order Outcome Pace Paper Partner Pattern Peer Phase Pilot Plan Play
Plenary Practical Practice Problem Programme Progress Prompt Question Quiz Rate Recall Record Report
Research Resource Rest Result Retrieval Review Role Room Routine Rule Sample Scaffold Scheme School
Score Screen Script Sequence Skill Snack Source Speech Spring Stage Stamina Start Starter Step Story
Strategy Subject Summer Support Survey Talk Target Task Template Term Test Text Theme Theory Time
Timetable Topic Track Trail Transfer Transition Trial Trip Trust Tuition Unit Use Video Visit Walk
Week Whiteboard Worksheet Workshop Zone Dialogue Debrief Discourse Curiosity Handover Baccalaureate
January February March April May June July August September October November December Monday Tuesday
Wednesday Thursday Friday Saturday Sunday
"""

LITTLE = """\
About Above After Again Against Also Although Among An And Are As At Be Because Been Before Begun
Behind Below Beneath Beside Between Beyond But By Can Could Did Do Done Down During Even For From
Good Had Has Have He Held Here How However I If In Inside Into Is It Just Last Late Later Like Made
May Might Must My Near Never New Next No Not Now Of Off Often Old On Once Or Our Out Outside Over
Own Ran Run Same Seen She Should Since So Soon Still Such Taught Than That The Their Them Then There
These They This Those Through Till To Today Together Too Under Until Up Upper Us Was We Well Went
Were What When Where Whether Which While Who Whole Whose Why Will With Within Without Would Yet You
Your Lower Big Small Short Long Low High Less Least Best Better Weak Strong Further Quiet Deep Clear
Free Whereas Though Meanwhile Yesterday Tomorrow Maybe Perhaps Especially Shown Found Kept Begin
"""

SCHOOL_WORD = either(
    *" ".join((TAUGHT, PROGRAMMES, TOPICS, READ, PEOPLE, THINGS, LITTLE)).split()
)  # fmt: skip
"""One of them, as a part of a pattern."""
