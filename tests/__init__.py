"""Tests of warroom, laid out like the packages that they test."""
