"""The door: an application that serves the ledger over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from importlib.resources import files

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from api.context import Context
from api.front import HEADERS, Front, response_of
from api.growing import Growing
from api.health import readiness
from api.identity import check_key, identify
from api.opened import Opened, opened
from api.regularly import Regularly
from ledger.projections import VIEWS
from ledger.projections.build import prepare
from ledger.projections.follow import follow
from ledger.projections.follower import Follower
from ledger.settings import Settings

AT_ONCE = 10_000
"""Entries that the views take in before the first request: under a second's work. A longer log
is taken in while the process serves, and says so, rather than keep it from answering at all."""

WELCOME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>The collaboration ledger</title>
<h1>The collaboration ledger</h1>
<p>What schools do together for their teachers&rsquo; learning: kept in order, never changed, and
open to whoever may see it.</p>
<ul>
<li><a href="/schema.graphql">The schema</a>: everything that can be asked and recorded, at
<code>/graphql</code>.</li>
{graphiql}<li><a href="/readyz">Readiness</a>: whether the ledger can answer, and how far its views
have read.</li>
</ul>
</html>
"""

GRAPHIQL = '<li><a href="/graphiql">GraphiQL</a>: a place to try questions.</li>\n'


def create_app(settings: Settings, ledger: Opened | None = None) -> Starlette:
    """The application, over a ledger that is open, or else is opened when it starts.

    What it opens is closed when it ends. Its start raises `Unusable` where the database cannot be
    opened, and `UnsafeKey` where the signing key lies open.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        check_key(settings.data)
        with nullcontext(ledger) if ledger else opened(settings) as served:
            prepare(served.engine, VIEWS)
            if served.recorder.size() <= AT_ONCE:
                follow(served.engine, VIEWS, served.entries)
            follower = Follower(served.engine, VIEWS, served.entries, served.recorder.bell)
            follower.start()
            schema.start()
            regularly = Regularly(served)
            regularly.start()
            try:
                app.state.opened, app.state.follower = served, follower
                yield
            finally:
                regularly.stop()
                follower.stop()

    schema = Growing()
    app = Starlette(lifespan=lifespan, routes=_routes(settings, schema))
    app.state.schema = schema
    app.state.open_context = lambda authorization: _context(app, settings, authorization)
    return app


def _routes(settings: Settings, schema: Growing) -> list[Route]:
    routes = [
        Route("/", _welcome(settings)),
        Route("/graphql", Front(schema)),
        Route("/schema.graphql", _schema),
        Route("/healthz", _health),
        Route("/readyz", _readiness),
    ]
    return routes if settings.is_production else [*routes, Route("/graphiql", _graphiql)]


def _context(app: Starlette, settings: Settings, authorization: str | None) -> Context:
    """What one request may reach. Raises `NotIdentified` for a token that says nothing here."""
    ledger = app.state.opened
    asker = identify(settings, authorization, ledger.ledger.clock())
    return Context(ledger, app.state.follower, asker)


def _welcome(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    page = WELCOME.format(graphiql="" if settings.is_production else GRAPHIQL)

    async def welcome(request: Request) -> Response:
        return HTMLResponse(page, headers={"X-Content-Type-Options": "nosniff"})

    return welcome


async def _schema(request: Request) -> Response:
    return PlainTextResponse(files("api").joinpath("schema.graphql").read_text())


async def _health(request: Request) -> Response:
    return PlainTextResponse("The process lives.\n", headers=HEADERS)


async def _readiness(request: Request) -> Response:
    state = request.app.state
    told = await to_thread.run_sync(readiness, state.opened, state.follower, state.schema)
    return response_of(200 if told["ready"] else 503, told)


async def _graphiql(request: Request) -> Response:
    from strawberry.http.ides import get_graphql_ide_html

    return HTMLResponse(get_graphql_ide_html())
