"""Merge three versions of a region's file by ids and fields, and tell two versions apart; no disk, no git, no words."""
