"""What Hypothesis draws whole reports from; everything drawn is invented."""
