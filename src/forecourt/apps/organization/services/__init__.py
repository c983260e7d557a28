"""What may be done in the organization."""
