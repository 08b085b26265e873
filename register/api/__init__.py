"""The API of the public register, by the Dutch REST API Design Rules."""
