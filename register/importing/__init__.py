"""Importing the lists that municipalities keep: as invitations, never as registrations."""
