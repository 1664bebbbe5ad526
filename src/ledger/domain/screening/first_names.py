"""First names that many people have, and people of the past and of books whom pupils learn about.

A name alone proves nothing: the rules ask what stands beside it.
"""

from __future__ import annotations

from ledger.domain.screening.rule import either

FIRST_NAMES = """\
Aaron Abdi Abdirahman Abdul Abdullah Abena Abigail Abimbola Abiola Achieng Adaeze Adam Adebayo
Adeola Adetola Adewale Adeyemi Aditi Adrian Agata Agnieszka Ahmed Ahmet Aidan Aisha Aishah Akash
Akosua Alan Aleksander Aleksandra Alex Alexander Alexandra Alhassan Ali Alice Alicia Alison Aliya
Alyssa Amanda Amara Amelia Amina Amir Amit Ammar Amy Anas Andrea Andrei Andrew Andrzej Andy Aneesa
Angela Ania Aniela Anika Anita Anjali Ann Anna Anne Annie Anthony Arham Arjun Arthur Asha Ashley
Asif Asma Ayaan Ayesha Aylin Ayodele Ayomide Barbara Barry Bartosz Bashir Beata Ben Benjamin Bethany
Bilal Bogdan Brenda Brian Bridget Bronwyn Caitlin Callum Cameron Carl Carol Caroline Catherine
Chantelle Charlie Charlotte Chiamaka Chidi Chinedu Chinonso Chloe Chris Christine Christopher
Chukwuma Claire Colin Connor Courtney Craig Dafydd Damilola Daniel Danielle Dariusz Darren David
Dean Deborah Deepak Demi Denise Dennis Derek Diane Divya Dominik Donna Dylan Edward Efua Ekaterina
Elaine Eleanor Elena Elif Eliza Elizabeth Ella Ellie Elliot Emeka Emily Emma Eric Erin Esme Eszter
Ethan Eva Evan Eve Evie Ewa Ezekiel Faisal Farah Farhan Fatima Fatoumata Finley Fiona Folasade
Frances Francesca Freddie Fyodor Gabriela Gareth Gary Gemma Geoff Geoffrey George Gethin Gianluca
Gillian Giovanni Graham Grzegorz Gurpreet Habiba Hamid Hamish Hamza Hannah Haroon Harpreet Harriet
Harry Harvey Hassan Hayley Helen Henry Hiroshi Hussain Hussein Ian Ibrahim Idris Ifeanyi Ifeoma
Imani Imran Inaya Ines Ioana Isaac Isabella Isabelle Isla Istvan Iwona Jacob Jacqueline Jagoda Jake
Jakub Jamal James Jamie Jamila Jane Janet Janice Jared Jasmina Jason Jaspreet Javier Jayden Jenna
Jennifer Jenny Jeremy Jerzy Jessica Joanna Joanne Joe Joel John Jonathan Jorge Joseph Josh Joshua
Joyce Judith Julia Julie Jyoti Kabir Kamal Kamila Karen Karim Karolina Kate Katherine Kathleen Katie
Kavita Kayleigh Kayode Kehinde Keith Kelly Ken Kenneth Kerry Kevin Khadija Khadijah Khalid Kiera
Kieran Kirsty Kofi Krzysztof Kwabena Kwame Kwasi Kyle Kylie Lakshmi Latoya Laura Lauren Layla Leah
Leanne Lee Leo Leon Lewis Liam Linda Lisa Logan Lorraine Louise Lucas Lucy Lukasz Luke Lwazi Lynn
Maciej Maddison Magdalena Mahmoud Malcolm Malgorzata Malik Mandeep Mandy Manpreet Marek Margaret
Maria Mariam Marian Marie Martin Mary Maryam Mason Mateusz Matthew Meera Megan Mehdi Mehmet Melanie
Melissa Mia Michael Michelle Mike Millie Mohamed Mohammad Mohammed Molly Muhammad Mustafa Nadeem
Nadia Naomi Natalie Natasha Nathan Navdeep Naveed Neha Neil Ngozi Niamh Nicholas Nicola Nicole Nigel
Nikhil Nimra Nkechi Nnamdi Noah Obinna Olamide Olena Olga Oliver Olivia Oluwadamilola Oluwaseun
Oluwaseyi Oluwatobi Omar Omari Owen Oyinkansola Pamela Parveen Patricia Patrick Paul Paula Pauline
Pawel Peter Phil Philip Phoebe Piotr Pooja Pradeep Priya Rachel Rafal Rahim Rahul Rajesh Raluca
Ranjit Rasheed Rashid Ravi Rebecca Rhiannon Rhys Richard Riley Rob Robert Roger Rohan Roisin Ronald
Rosie Rowan Rukhsana Ruth Ryan Saad Saeed Safiya Sajid Sally Salma Sam Samantha Samir Samuel Sandeep
Sandra Sanjay Sanjit Saoirse Sara Sarah Satnam Scott Sean Shabana Shane Shanice Shaniqua Shannon
Sharon Sheila Shirley Shreya Sibusiso Simon Siobhan Sofia Sophia Sophie Stacey Stefan Stephanie
Stephen Steve Steven Stuart Sukhdeep Sunil Suresh Susan Suzanne Syed Szymon Taiwo Tamara Tanisha
Tanya Tara Tariq Tatiana Temitope Thabo Thandiwe Thomas Tim Timothy Tina Toby Tom Tomasz Tracey
Tracy Trevor Tunde Tyler Tyrone Umar Usman Valerie Vanessa Venkatesh Veronica Vijay Vikram Wahid
Waleed Wayne Wendy William Wojciech Xavier Yasmin Yetunde Youssef Yuki Yusra Yusuf Yvonne Zac Zach
Zahra Zainab Zara Zeynep Zoe Zofia Zsofia Zuzanna
"""
"""Names that many people have, and that are neither words nor places that schools write about."""

STUDIED = either(
    "Alice (?:in|Springs|Walker)", "Andrew Lloyd", "Anne (?:Frank|Boleyn|Fine)", "Arthur Conan",
    "Charlotte (?:Bront)", "Daniel (?:Defoe|Pennac)",
    "David (?:Almond|Attenborough|Walliams|Hockney)", "Edward (?:Jenner|Elgar|Lear)",
    r"Elizabeth (?:Fry|Garrett|II?\b)", "Emily (?:Davison|Dickinson|Bront)", "Emma Wood",
    "George (?:Orwell|Stephenson|Eliot|Washington)", "Harry Potter", "Helen Keller",
    r"Henry (?:Moore|V(?:III?)?\b)", "Isaac Newton", "Jacqueline Wilson",
    r"James (?:Cook|Watt|I\b)",
    "Jane (?:Austen|Eyre|Goodall)", "John (?:Constable|Keats|Steinbeck|Snow|Agard)",
    "Joseph (?:Lister|Coelho)", "Julia Donaldson", "Katherine (?:Johnson|Rundell)", "Leo Lionni",
    "Lewis (?:Carroll|Hamilton)", "Malcolm X", "Margaret (?:Thatcher|Mahy)", "Maria Montessori",
    "Marie Curie", "Martin Luther", r"Mary (?:Anning|Seacole|Shelley|Queen|I\b|Tudor)",
    "Michael (?:Morpurgo|Rosen|Faraday)", "Mohammed Ali", "Muhammad Ali",
    "Oliver (?:Twist|Cromwell)", "Peter (?:Pan|Rabbit|Brook)", "Philip (?:Pullman|Larkin)",
    r"Richard (?:III|I\b)", "Robert (?:Burns|Scott|Louis)", "Samuel Pepys", "Simon Armitage",
    "Thomas (?:Edison|Hardy|Becket)", "Tim (?:Peake|Berners)", "Tom Sawyer",
    r"William (?:Blake|Wordsworth|Wilberforce|Shakespeare|the Conqueror|Golding|I\b)",
)  # fmt: skip
"""People and figures whom pupils learn about."""
