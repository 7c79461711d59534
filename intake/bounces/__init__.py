"""Bounces tied to the letters of ours that they are about."""
