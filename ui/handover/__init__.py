"""Handing over: what somebody has to do goes to others, and the clients are told."""
