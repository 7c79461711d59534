"""One simulated year of an office: everything is made from a seed, the clock is an argument, and laws hold each day."""
