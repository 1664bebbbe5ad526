"""What every view may rely on, shown on a view of toys."""
