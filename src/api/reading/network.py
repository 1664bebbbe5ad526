"""The shape of a network of schools, as GraphQL tells it. Schools are named from five on."""

from __future__ import annotations

import strawberry

from api.documented import field, object_type
from api.reading.about_school import SchoolLater, found_schools
from api.reading.figure import Figure, figure, told
from api.reading.reading import Reading
from ledger.figures import network
from ledger.figures.ties import ties
from ledger.statistics.network import Shape


@object_type
class NetworkLink:
    """Two schools that met twice or more."""

    about: strawberry.Private[str]
    reading: strawberry.Private[Reading]
    ends: strawberry.Private[tuple[str, str]]

    is_bridge: bool = strawberry.field(
        description="whether a group of schools would fall in two without it"
    )

    @field
    def schools(self) -> list[SchoolLater]:
        """Both of them."""
        return found_schools(self.reading, self.ends)

    @field
    def contacts(self) -> Figure:
        """How often they met."""
        one, other = self.ends
        found = network.met.ask(self.reading.now, about=self.about, one=one, other=other)
        return told(found, self.reading)


@object_type
class NetworkGroup:
    """Schools between which links pass."""

    reading: strawberry.Private[Reading]
    urns: strawberry.Private[tuple[str, ...]]

    @field
    def schools(self) -> list[SchoolLater]:
        """The schools of the group; a school alone is a group of its own."""
        return found_schools(self.reading, self.urns)


@object_type
class Network:
    """How schools hang together. Nothing is told of fewer than five, and then lists are empty."""

    whole: strawberry.Private[str]
    reading: strawberry.Private[Reading]

    density = figure(network.density)
    link_count = figure(network.links)
    group_count = figure(network.clusters)
    unlinked_count = figure(network.unlinked)
    bridge_count = figure(network.bridges)
    cut_school_count = figure(network.cut_schools)
    centralisation = figure(network.centralisation)
    reciprocity = figure(network.reciprocity)
    insularity = figure(network.insularity)
    contrast = figure(network.contrast)
    across_phases = figure(network.across, by="phase")
    across_trusts = figure(network.across, by="trust")
    across_authorities = figure(network.across, by="la")

    @field
    def links(self) -> list[NetworkLink]:
        """The pairs of its schools that met twice or more, in the order of their numbers."""
        shape = self._shape
        if shape is None:
            return []
        return [
            NetworkLink(
                about=self.whole, reading=self.reading, ends=pair, is_bridge=pair in shape.bridges
            )
            for pair in ties(self.reading.now, self.whole).inside
        ]

    @field
    def groups(self) -> list[NetworkGroup]:
        """Groups between which no link passes, the largest first."""
        shape = self._shape
        return [
            NetworkGroup(reading=self.reading, urns=urns)
            for urns in (shape.components if shape else ())
        ]

    @field
    def unlinked(self) -> list[SchoolLater]:
        """The schools that are joined to no other of them: here something could be done."""
        return found_schools(self.reading, self._shape.isolates if self._shape else ())

    @field
    def cut_schools(self) -> list[SchoolLater]:
        """The schools without which a group would fall in two."""
        return found_schools(self.reading, self._shape.cut_schools if self._shape else ())

    @property
    def about(self) -> dict[str, str]:
        """By what the methods know it."""
        return {"about": self.whole}

    @property
    def _shape(self) -> Shape | None:
        return network.shape_of(self.reading.now, self.whole)
