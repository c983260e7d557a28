"""The tooling behind the Makefile; everything here that runs before `.venv` exists is standard library only."""
