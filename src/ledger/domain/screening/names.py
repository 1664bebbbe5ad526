"""Names of people, told by a title or by a first name that many have.

No list has every name, and many names are also words, places or schools. So this notices the usual
ways to write one, and lets pass what schools talk about every day: schools that are named after
somebody, authors with the year of their book, and people whom pupils learn about.
"""

from __future__ import annotations

from ledger.domain.refusal import PersonNamed, PupilIdentifier
from ledger.domain.screening.people import FORM
from ledger.domain.screening.pupils import WAY_OUT as NO_PUPIL
from ledger.domain.screening.rule import Rule, either, exact_case

NO_NAME = "Say the role, not the name."

FIRST_NAMES = """\
Aaron Abdul Abdullah Abigail Adam Adrian Ahmed Aidan Aisha Alan Alex Alexander Alexandra Ali Alice
Alicia Alison Alyssa Amanda Amelia Amina Amir Amy Andrea Andrew Andy Angela Anita Anjali Ann Anna
Anne Annie Anthony Arjun Arthur Asha Ashley Ayesha Barbara Barry Ben Benjamin Bethany Brenda Brian
Bridget Caitlin Callum Cameron Carl Carol Caroline Catherine Chantelle Charlie Charlotte Chloe
Chris Christine Christopher Claire Colin Connor Courtney Craig Daniel Danielle Darren David Dean
Deborah Demi Denise Dennis Derek Diane Donna Dylan Edward Elaine Eleanor Elena Eliza Elizabeth Ella
Ellie Elliot Emily Emma Eric Erin Ethan Eva Evan Eve Evie Fatima Fiona Finley Frances Francesca
Freddie Gareth Gary Gemma Geoff Geoffrey George Gillian Graham Hamza Hannah Harriet Harry Harvey
Hassan Hayley Helen Henry Hussain Ian Ibrahim Imran Isaac Isabella Isabelle Isla Jacob Jacqueline
Jake James Jamie Jane Janet Janice Jason Jayden Jenna Jennifer Jenny Jeremy Jessica Joanna Joanne
Joe Joel John Jonathan Joseph Josh Joshua Joyce Judith Julia Julie Karen Kate Katherine Kathleen
Katie Kayleigh Keith Kelly Ken Kenneth Kerry Kevin Khadija Kieran Kiera Kirsty Kofi Kyle Kylie
Lauren Laura Layla Leah Leanne Lee Leo Leon Lewis Liam Linda Lisa Logan Lorraine Louise Lucas Lucy
Luke Lynn Maddison Malcolm Mandy Margaret Maria Marian Marie Martin Mary Maryam Mason Matthew
Megan Melanie Melissa Michael Michelle Mike Millie Mohamed Mohammad Mohammed Molly Muhammad Mia
Naomi Natalie Natasha Nathan Neil Nicholas Nicola Nicole Nigel Noah Oliver Olivia Omar Owen Pamela
Patricia Patrick Paul Paula Pauline Peter Phil Philip Phoebe Priya Rachel Ravi Rebecca Rhys Riley
Richard Rob Robert Roger Ronald Rosie Rowan Ruth Ryan Sally Sam Samantha Samir Samuel Sandra Sanjay
Sara Sarah Scott Sean Shannon Sharon Sheila Shane Shirley Simon Sofia Sophia Sophie Stacey Stephanie
Stephen Steve Steven Stuart Susan Suzanne Tamara Tanya Tara Thomas Tim Timothy Tina Toby Tom Tracey
Tracy Trevor Tyler Valerie Vanessa Veronica Vikram Wayne Wendy William Yasmin Yusuf Yvonne Zac Zach
Zahra Zainab Zara Zoe
"""
"""Names that many people have, and that are neither words nor places that schools write about."""

STUDIED = either(
    "Alice (?:in|Springs|Walker)", "Andrew Lloyd", "Anne (?:Frank|Boleyn|Fine)", "Arthur Conan",
    "Charlotte (?:Bront)", "Daniel (?:Defoe|Pennac)",
    "David (?:Almond|Attenborough|Walliams|Hockney)", "Edward (?:Jenner|Elgar|Lear)",
    "Elizabeth (?:Fry|Garrett|I|II)", "Emily (?:Davison|Dickinson|Bront)", "Emma Wood",
    "George (?:Orwell|Stephenson|Eliot|Washington)", "Harry Potter", "Helen Keller",
    "Henry (?:Moore|VIII|V|VII)", "Isaac Newton", "Jacqueline Wilson", "James (?:Cook|Watt|I)",
    "Jane (?:Austen|Eyre|Goodall)", "John (?:Constable|Keats|Steinbeck|Snow|Agard)",
    "Joseph (?:Lister|Coelho)", "Julia Donaldson", "Katherine (?:Johnson|Rundell)", "Leo Lionni",
    "Lewis (?:Carroll|Hamilton)", "Malcolm X", "Margaret (?:Thatcher|Mahy)", "Maria Montessori",
    "Marie Curie", "Martin Luther", "Mary (?:Anning|Seacole|Shelley|Queen|I|Tudor)",
    "Michael (?:Morpurgo|Rosen|Faraday)", "Mohammed Ali", "Muhammad Ali",
    "Oliver (?:Twist|Cromwell)", "Peter (?:Pan|Rabbit|Brook)", "Philip (?:Pullman|Larkin)",
    "Richard (?:III|I)", "Robert (?:Burns|Scott|Louis)", "Samuel Pepys", "Simon Armitage",
    "Thomas (?:Edison|Hardy|Becket)", "Tim (?:Peake|Berners)", "Tom Sawyer",
    "William (?:Blake|Wordsworth|Wilberforce|Shakespeare|the Conqueror|Golding|I)",
)  # fmt: skip
"""People and figures whom pupils learn about."""

NOT_A_NAME = either(
    "Year", "Key", "Stage", "Term", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
    "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December", "School", "Primary", "Secondary",
    "Academy", "College", "Learning", "Day", "Week", "Half", "Autumn", "Spring", "Summer", "The",
    "And", "Men", "Who", "English", "Maths", "Science", "History", "Geography",
)  # fmt: skip

INSTITUTION = either(
    "School", "Schools", "Primary", "Secondary", "Academy", "Academies", "College", "High",
    "Infants?", "Juniors?", "Nursery", "Grammar", "Sixth", "Trust", "Centre", "Center",
    "Foundation", "Hub", "Church", "Federation", "University", "Hospital", "Museum", "Library",
    "Institute", "Award", "Prize", "Road", "Street", "Lane", "Way", "Hall", "Park", "Catholic",
    "CE", "CofE", "RC", "C of E",
)  # fmt: skip
"""What is called after people."""

CITED = r"(?:,? (?:et al\.?|and|&) ?(?:[A-Z][\w'-]{1,30} ?)?)?,? ?\(?(?:19|20)\d\d"
"""The year of a book after its author, as in (2018)."""

PART = r"[A-Z][a-z]{1,24}"
SURNAME = (
    rf"(?!{NOT_A_NAME}\b)(?:[A-Z]'|Mc|Mac|[Dd]e |[Vv]an |[Aa]l-|[Ee]l-)?{PART}(?:-{PART})?(?!\w)"
)
NO_PLACE = rf"(?!(?:'s)?(?: [A-Z][\w'-]{{1,30}}| of| and| the){{0,3}} {INSTITUTION}\b)"
YEAR = r"(?:[Yy]ear|[Yy]r|Y) ?\d"
NUMBERS = r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d"
"""A date in numbers."""
BEFORE = (
    r"(?<!\w)(?=[A-Z])(?<!\bSt )(?<!\bSt\. )(?<!\bSaint )(?<!\bKing )(?<!\bQueen )"
    r"(?<!\bPrince )(?<!\bSir )"
    r"(?<!\bLady )(?<!\bLord )(?<!\bProfessor )(?<!\bProf )(?<!\bProf\. )"
)
"""A saint, a king or a professor is no colleague: a school, a topic, or somebody cited."""

FIRST = rf"{BEFORE}(?!{STUDIED}){either(*FIRST_NAMES.split())}"
TOLD = either(
    "has", "had", "is", "was", "said", "says", "told", "asked", "hit", "kicked", "punched",
    "cried", "ran", "refused", "disclosed", "attends", "lives", "needs", "struggles", "finds",
    "cannot", "can't", "left", "came", "went", "got", "will", "teaches", "taught", "thinks",
    "thought", "agreed",
)  # fmt: skip

RULES = (
    Rule(
        "a first name with a year group, a class or a birthday", PupilIdentifier, NO_PUPIL,
        exact_case(
            rf"{FIRST}(?: [A-Z][\w'-]{{0,30}})?,? \(?(?:in |from |of |born )?(?:[Cc]lass )?"
            rf"(?:{YEAR}|{FORM}|{NUMBERS})",
            rf"\b{YEAR}\d?(?:'s)?[,:]? {FIRST}\b",
        ),
    ),
    Rule(
        "a title and a name", PersonNamed, NO_NAME,
        exact_case(
            rf"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Fr)\.? (?:[A-Z]\.? ){{0,2}}"
            rf"{SURNAME}(?!{CITED}){NO_PLACE}",
            r"(?<!\w)(?:mr|mrs)\.? (?!men\b)[a-z]{2}",
        ),
    ),
    Rule(
        "a first name and a surname", PersonNamed, NO_NAME,
        exact_case(rf"{FIRST} (?:[A-Z]\.? ){{0,2}}{SURNAME}(?!{CITED}){NO_PLACE}"),
    ),
    Rule(
        "somebody by their first name", PersonNamed, NO_NAME,
        exact_case(
            rf"{FIRST} {TOLD}\b",
            rf"{FIRST}'s (?:mum|mother|dad|father|parents?|behaviour|attendance|brother|sister|"
            r"family|class|lessons?|teaching|work|book|progress)\b",
        ),
    ),
)  # fmt: skip
"""In the order in which they are told. A fact that may name people is not asked about them."""
