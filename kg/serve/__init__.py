"""The store on the web: a SPARQL 1.1 endpoint, linked data, named queries as an API.

app = create_app("kg-store", settings=Settings(timeout=10))
get("kg-store", "/health").status == 200
serve("kg-store", port=8000)
"""

from __future__ import annotations

from kg.serve.app import create_app
from kg.serve.running import Reply, get, serve
from kg.serve.settings import Settings

__all__ = ["Reply", "Settings", "create_app", "get", "serve"]
