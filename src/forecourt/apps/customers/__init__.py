"""Customers, leads, follow-up, feedback: one record per real customer."""
