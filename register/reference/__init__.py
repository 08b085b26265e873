"""Reference data that comes with the register: places, organisations, code and profile."""
