"""What Mitra costs, measured: ratios in one run, never a timed test."""
