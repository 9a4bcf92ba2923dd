"""Response times in the window: setting them, saying them, acknowledging in one go."""
