"""What alembic runs: migrations over the connection that `Database.upgrade` gives."""

from alembic import context

import api.store.key_tables  # noqa: F401 - its tables belong to the metadata
from api.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
