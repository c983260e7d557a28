"""What every department stands on and which knows no car."""
