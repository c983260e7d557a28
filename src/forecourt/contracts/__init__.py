"""What the departments may tell each other: frozen dataclasses, standard library only."""
