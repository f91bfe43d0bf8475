"""What alembic runs: migrations over the connection that `Database.upgrade` gives."""

from alembic import context

# Tables that nobody else has to import belong to the metadata, too.
import api.store.hook_tables
import api.store.key_tables
import api.store.lti_tables  # noqa: F401
from api.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Table.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
