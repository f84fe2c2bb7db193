"""Typed values to tables for people."""
