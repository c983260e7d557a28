"""Proof of the data: every state kept beside a history equals what the history gives."""

from forecourt.core.verify.check import Check, Finding, run_checks
from forecourt.core.verify.own import CHECKS

__all__ = ["CHECKS", "Check", "Finding", "run_checks"]
