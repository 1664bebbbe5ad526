"""Made-up histories of toys, always the same for one seed."""

from __future__ import annotations

from random import Random

from tests.projections.toys import Amended, Joined, Left, Played, Retracted, Toy

SCHOOLS = tuple(str(100_001 + number) for number in range(12))


def history(seed: int, size: int) -> list[Toy]:
    """Clubs that schools join and leave, games they play, some amended, a few retracted."""
    random = Random(seed)
    toys: list[Toy] = []
    begun: list[int] = []
    played: list[tuple[int, int]] = []
    while len(toys) < size:
        here, day = len(toys) + 1, len(toys) // 2
        if not begun or random.random() < 0.02:
            begun.append(here)
            toys.append(Joined(random.choice(SCHOOLS), day))
            continue
        club = random.choice(begun)
        luck = random.random()
        if luck < 0.15:
            toys.append(Joined(random.choice(SCHOOLS), day, club))
        elif luck < 0.22:
            toys.append(Left(random.choice(SCHOOLS), day, club))
        elif luck < 0.75 or not played:
            schools = tuple(random.sample(SCHOOLS, random.randint(1, 4)))
            played.append((here, club))
            toys.append(Played(random.choice("abcé"), schools, day, random.randint(0, 90), club))
        else:
            act, club = random.choice(played)
            late = Amended(act, random.randint(0, 90), club)
            toys.append(late if luck < 0.95 else Retracted(act, club))
    return toys
