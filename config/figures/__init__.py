"""Figures of the register: how many came, how long it took, where the register was late."""
