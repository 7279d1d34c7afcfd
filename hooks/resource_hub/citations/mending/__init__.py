"""Repairs of a work's data, by what they are about."""
