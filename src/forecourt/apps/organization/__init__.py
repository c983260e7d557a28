"""Group, stores, warehouses and bays, people with logins, roles, settings."""
