"""What a front end may rely on, whatever kinds there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    parse,
    validate,
)

import api
from api.schema import schema

graph = schema._schema


def everything(kind: GraphQLObjectType) -> str:
    """A fragment that asks a type for all it has."""
    fields = " ".join(
        name if is_leaf_type(named) else f"{name} {{ ...{named.name}All }}"
        for name, field in kind.fields.items()
        if (named := get_named_type(field.type))
    )
    return f"fragment {kind.name}All on {kind.name} {{ {fields} }}"


def entries() -> list[GraphQLObjectType]:
    interface = graph.type_map["RecordedEntry"]
    assert isinstance(interface, GraphQLInterfaceType)
    return list(graph.get_possible_types(interface))


def answers() -> list[GraphQLUnionType]:
    assert graph.mutation_type
    found = [get_named_type(field.type) for field in graph.mutation_type.fields.values()]
    return [kind for kind in found if isinstance(kind, GraphQLUnionType)]


def facts(of: Iterable[GraphQLObjectType]) -> str:
    """A fragment for each of these types, and for whatever stands in one."""
    found: dict[str, GraphQLObjectType] = {}
    new: list[GraphQLNamedType] = list(of)
    while new:
        kind = new.pop()
        if isinstance(kind, GraphQLObjectType) and kind.name not in found:
            found[kind.name] = kind
            new += [get_named_type(field.type) for field in kind.fields.values()]
    return "\n".join(everything(kind) for kind in found.values())


def complaints(document: str, of: Iterable[GraphQLObjectType]) -> list[str]:
    return [error.message for error in validate(graph, parse(document + facts(of)))]


def test_every_fact_of_every_kind_can_be_asked_for_at_once():
    """One name is one type: else GraphQL refuses two fragments side by side.

    The kinds are too many to be validated in one document, where each is held against each.
    """
    shapes: dict[str, set[str]] = defaultdict(set)
    for kind in entries():
        for name, field in kind.fields.items():
            shapes[name].add(str(field.type))
    assert {name: found for name, found in shapes.items() if len(found) > 1} == {}
    some = entries()[:40]
    few = " ".join(f"...{kind.name}All" for kind in some)
    asked = f'{{ ledger {{ act(id: "{UUID(int=1)}") {{ life {{ {few} }} }} }} }}'
    assert complaints(asked, some) == []


def test_an_answer_and_a_refusal_can_be_asked_for_at_once():
    assert graph.mutation_type
    wrong = []
    for name, field in graph.mutation_type.fields.items():
        union = get_named_type(field.type)
        assert isinstance(union, GraphQLUnionType)
        both = " ".join(f"...{kind.name}All" for kind in union.types)
        command = name[0].upper() + name[1:]
        wrong += complaints(
            f"mutation($input: {command}Input!) {{ {name}(input: $input) {{ {both} }} }}",
            union.types,
        )
    assert wrong == []


def test_everything_says_what_it_is():
    silent = []
    for name, kind in graph.type_map.items():
        if name.startswith("__") or name in ("Boolean", "Int", "Float", "String", "ID"):
            continue
        if not kind.description:
            silent.append(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, told in kind.fields.items():
                silent += [] if told.description else [f"{name}.{field}"]
                silent += [
                    f"{name}.{field}({argument})"
                    for argument, what in told.args.items()
                    if not what.description
                ]
        if isinstance(kind, GraphQLInputObjectType):
            silent += [f"{name}.{f}" for f, told in kind.fields.items() if not told.description]
    assert silent == []


def test_every_list_of_codes_has_one_for_those_that_are_gone():
    lists = [kind for kind in graph.type_map.values() if isinstance(kind, GraphQLEnumType)]
    closed = {"RefusalCode", "ActKind", "ImportStatus", "AloneReason"}
    told = [kind for kind in lists if kind.name not in closed and kind.name[0] != "_"]
    assert [
        kind.name for kind in told if "UNKNOWN" not in kind.values and kind.name[:2] != "__"
    ] == []


def test_the_schema_that_is_committed_is_the_one_in_force():
    committed = Path(api.__file__).with_name("schema.graphql").read_text()
    assert committed == schema.as_str() + "\n", "run `make schema`"
