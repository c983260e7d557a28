"""A believable dealer group made by seed: for a first look, for pictures and for benchmarks. Nobody in it is real."""
