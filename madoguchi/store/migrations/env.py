"""How alembic reaches the store: by the connection that `madoguchi.store.engine` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
