"""The demo world: made-up people who live in the portal. Never in production."""
